// `zero-pad P`, zeros around the map.

import { splitPadding } from '../shapes/auto-padding.js';
import type { Padding } from '../graph/ops.js';
import { channels, isFlat, spatial } from '../shapes/shape.js';
import type { Call, LayerDefinition, Remedy } from './definition.js';
import { edgesFormula, withEdges } from './edges.js';
import { refuseFlat } from './flat-input.js';
import { perAxis } from './per-axis.js';
import { sides } from './readers.js';
import { positional } from './signature.js';
import { tried } from './tried.js';
import { writtenPadding } from './window-remedies.js';

const signature = {
  edges: positional(sides, 'pixels on each side: a number, one an axis (1x2), or before..after (0..1x0..1)'),
};

export const zeroPad: LayerDefinition<typeof signature, readonly Padding[]> = {
  word: 'zero-pad',
  documentation: {
    summary:
      'Puts zeros around the map. Before a convolution `pad` does the same; before a max-pool it differs: padding of the pool never wins, these zeros do where all else is negative.',
    formula: 'out = N + before + after on each axis',
    source: 'the layer that Keras calls ZeroPadding2D and PyTorch ZeroPad2d',
    example: 'input 28x28x1\nzero-pad 1 -> 30x30x1\nzero-pad 0..1x0..1 -> 31x31x1\n',
  },
  signature,
  suffixes: false,
  opposite: 'crop',

  infer(call) {
    const { shape } = call.input;
    if (isFlat(shape)) return refuseFlat(call, 'puts zeros around a feature map');
    const map = spatial(shape);
    const edges = perAxis(call, 'edges', call.values.edges, map.length);
    if (edges === undefined) return undefined;
    return {
      output: [...map.map((size, axis) => withEdges(size, edges[axis], 1)), channels(shape)],
      explain: () => map.map((size, i) => edgesFormula(size, edges[i], 1)),
      reach: (target) => edgesFor(call, map, target),
      plan: edges,
    };
  },

  lower: ({ graph, x, plan: padding, output }) =>
    graph.apply({ kind: 'zero-pad', inputs: { x }, padding }, output),
};

/** The zeros that make these sizes, the odd one after. */
function edgesFor(call: Call, map: readonly number[], target: readonly number[]): Remedy[] {
  if (target.length !== map.length || map.some((size, axis) => target[axis] < size)) return [];
  const edges = map.map((size, axis) => splitPadding(target[axis] - size));
  const words = writtenPadding(edges);
  return [tried(call, 'edges', words, `\`zero-pad ${words}\``)];
}
