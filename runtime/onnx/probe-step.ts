// A small step of training that takes the blocked form through its layouts: a convolution of a
// picture, one of more channels than whole blocks hold, and the way back.

import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { TrainingGraph } from '../../compiler/graph/graph.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';

/** More than half of a block of 16, and no whole number of blocks: samples take the place of channels too. */
export const probeBatch = 12;

const [size, channels] = [6, 20];

export function probeStep(): TrainingGraph {
  const builder = new GraphBuilder('probe');
  const first = convolve(builder, builder.input('x', [size, size, 3]), 'first', 3);
  const relu = { kind: 'activation', inputs: { x: first }, function: { name: 'relu' } } as const;
  const second = convolve(builder, builder.apply(relu, [size, size, channels]), 'second', channels);
  const graph = builder.finish([{ name: 'y', value: second }]);
  return differentiate(graph, {
    loss: 'mse',
    optimizer: { kind: 'sgd', rate: 0.1, momentum: 0, nesterov: false },
  });
}

/** With a kernel of 3x3 and the size of its input. */
function convolve(builder: GraphBuilder, x: ValueId, name: string, depth: number): ValueId {
  const zeros = { kind: 'zeros' } as const;
  const kernel = builder.weight(`${name}/kernel`, [3, 3, depth, channels], zeros);
  const bias = builder.weight(`${name}/bias`, [channels], zeros);
  const around = { before: 1, after: 1 };
  const geometry = {
    window: [3, 3],
    strides: [1, 1],
    padding: [around, around],
    dilations: [1, 1],
    groups: 1,
  };
  return builder.apply({ kind: 'convolution', inputs: { x, kernel, bias }, geometry }, [
    size,
    size,
    channels,
  ]);
}
