// A network of two weights, on which a step is computed in the head.

import type { Graph } from '../../compiler/graph/graph.js';
import { differentiate, type TrainingChoice } from '../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../runtime/engine.js';
import type { Weights } from '../../runtime/tensor.js';
import { Network } from './network.js';

function twoWeights(): Graph {
  const network = new Network();
  return network.finish(network.dense(network.input([2]), { units: 1, bias: false }));
}

/**
 * The two weights after a step of plain descent at rate 1 from these, for the input (3, 4). What the
 * network says is `error` too much by half, so that the gradient is error · (3, 4).
 */
export async function steppedWeights(
  engine: Engine,
  [first, second]: readonly [number, number],
  error: number,
  choice: Omit<TrainingChoice, 'loss' | 'optimizer'>,
): Promise<number[]> {
  const optimizer = { kind: 'sgd', rate: 1, momentum: 0, nesterov: false } as const;
  const weights: Weights = new Map([
    ['dense1/kernel', { shape: [2, 1], data: Float32Array.of(first, second) }],
  ]);
  const session = await engine.train(differentiate(twoWeights(), { loss: 'mse', optimizer, ...choice }), {
    weights,
    seed: 1,
  });
  const target = 3 * first + 4 * second - error / 2;
  await session.step({
    inputs: new Map([['input', { shape: [1, 2], data: Float32Array.of(3, 4) }]]),
    targets: new Map([['output', { shape: [1, 1], data: Float32Array.of(target) }]]),
    rate: 1,
    step: 0,
  });
  const after = (await session.weights()).get('dense1/kernel')?.data ?? [];
  await session.dispose();
  return Array.from(after);
}
