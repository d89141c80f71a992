// `flatten`, a feature map as one row.

import { sizeOf } from '../graph/value.js';
import { isFlat } from '../shapes/shape.js';
import type { LayerDefinition } from './definition.js';

export const flatten: LayerDefinition<Record<never, never>> = {
  word: 'flatten',
  documentation: {
    summary:
      'Makes one row of a feature map, row by row, within a row pixel by pixel, within a pixel channel by channel.',
    formula: 'H x W x C becomes H·W·C',
    example: 'input 7x7x64\nflatten -> 3136\n',
  },
  signature: {},
  suffixes: false,
  infer: ({ input: { shape } }) => ({
    output: [sizeOf(shape)],
    explain: () => (isFlat(shape) ? [] : [`${shape.join(' · ')} = ${sizeOf(shape)}`]),
    plan: undefined,
  }),
  lower({ graph, x, output }) {
    if (isFlat(graph.shapeOf(x))) return x;
    return graph.apply({ kind: 'reshape', inputs: { x }, shape: output }, output);
  },
};
