// Training steps in blocks against the reference: whole random networks, and what blocks are
// particular about.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../compiler/graph/graph.js';
import type { ValueId } from '../../../compiler/graph/value.js';
import { differentiate } from '../../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../../runtime/engine.js';
import { Random } from '../../../runtime/random.js';
import { referenceEngine } from '../../../runtime/reference/index.js';
import type { Weights } from '../../../runtime/tensor.js';
import { Network } from '../../support/network.js';
import { randomStep, randomWeights } from '../../support/random-tensors.js';
import { gradientDifference, train, trainingDifference } from '../comparison.js';
import { weightsDifference } from '../weights-difference.js';
import { channelNetwork } from './channel-network.js';
import { blocked, portable } from './forms.js';

const sgd = { kind: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false } as const;

describe('steps in blocks', () => {
  it('have the gradients of the reference for any channels and batches', async () => {
    const trains = fc.asyncProperty(
      channelNetwork,
      fc.constantFrom(1, 3, 5, 7, 8, 9),
      async (graph, batch) => {
        expect(await gradientDifference(graph, 'mse', batch, 1, blocked)).toBeLessThan(3e-5);
      },
    );
    await fc.assert(trains, { seed: 3, numRuns: 40 });
  });

  const kernels: Record<string, (network: Network, x: ValueId) => ValueId> = {
    'of stride 2': (network, x) => network.convolution(x, { window: 3, maps: 16, stride: 2, pad: 'same' }),
    'of stride 3, larger than its window': (network, x) =>
      network.convolution(x, { window: 2, maps: 16, stride: 3 }),
    'of one pixel and stride 2': (network, x) => network.convolution(x, { window: 1, maps: 24, stride: 2 }),
    'of 5x5': (network, x) => network.convolution(x, { window: 5, maps: 16, pad: 'same' }),
    'that is dilated': (network, x) => network.convolution(x, { window: 3, maps: 16, dilation: 2, pad: 2 }),
    'that is dilated and strided': (network, x) =>
      network.convolution(x, { window: 3, maps: 16, dilation: 2, stride: 2, pad: 2 }),
    'that is strided down and dilated across': (network, x) =>
      network.convolution(x, { window: [1, 2], maps: 16, dilation: [1, 2], stride: [2, 1] }),
    'with more padding than it reaches': (network, x) =>
      network.convolution(x, { window: 2, maps: 16, pad: 3 }),
    'with padding on one side': (network, x) =>
      network.convolution(x, {
        window: 3,
        maps: 16,
        pad: [
          [2, 0],
          [0, 1],
        ],
      }),
    'in groups of whole blocks': (network, x) =>
      network.convolution(x, { window: 3, maps: 32, groups: 2, pad: 1 }),
    'of each channel': (network, x) => network.convolution(x, { window: 3, maps: 32, groups: 32, pad: 1 }),
    'of each channel and stride 2': (network, x) =>
      network.convolution(x, { window: 3, maps: 32, groups: 32, stride: 2, pad: 'same' }),
  };
  it.each(Object.entries(kernels))('have the gradients of a kernel %s', async (_, kernel) => {
    const network = new Network();
    const x = network.convolution(network.input([9, 10, 3]), { window: 3, maps: 32 });
    const graph = network.finish(network.dense(network.flatten(kernel(network, x)), 3));
    expect(await gradientDifference(graph, 'mse', 9, 1, blocked)).toBeLessThan(1e-5);
  });

  it('give the gradient of a maximum to the first of several', async () => {
    const network = new Network();
    const x = network.convolution(network.input([8, 8, 2]), { window: 1, maps: 8 });
    const y = network.maxPool(network.activation(x, { name: 'tanh' }), { window: [2, 3] });
    const graph = network.finish(network.dense(network.flatten(y), 3));
    const [first, second] = await Promise.all(
      [blocked, referenceEngine].map((engine) => ties(engine, graph)),
    );
    expect(weightsDifference(first, second)).toBeLessThan(1e-6);
  });

  it('follow the curve of portable steps', async () => {
    const network = new Network();
    let x = network.convolution(network.input([12, 12, 3]), { window: 3, maps: 16, pad: 1 });
    x = network.maxPool(network.relu(network.normalization(x)), { window: 2 });
    x = network.convolution(network.dropout(x, 0.2), { window: 3, maps: 20, pad: 1 });
    x = network.averagePool(network.activation(x, { name: 'tanh' }), { window: 6 });
    const graph = network.finish(network.softmax(network.dense(network.flatten(x), 4)));
    const batches = new Array<number>(20).fill(8);
    const ours = await train(blocked, graph, 'cross-entropy', sgd, batches);
    const theirs = await train(portable, graph, 'cross-entropy', sgd, batches);
    expect(trainingDifference(ours, theirs)).toBeLessThan(1e-4);
  });
});

/** The weights after a step in which every window ties, though the pixels that tie are not alike. */
async function ties(engine: Engine, graph: Graph): Promise<Weights> {
  const random = new Random(1);
  const weights = randomWeights(graph, random);
  // Only the first channel counts, and that is constant.
  weights.get('conv1/kernel')?.data.fill(0, 8);
  const step = randomStep(graph, random, 2, { step: 0, rate: 0.1 });
  const picture = step.inputs.get('input')?.data ?? new Float32Array();
  for (let i = 0; i < picture.length; i += 2) picture[i] = 0.5;
  const session = await engine.train(differentiate(graph, { loss: 'mse', optimizer: sgd }), {
    weights,
    seed: 1,
  });
  await session.step(step);
  const after = await session.weights();
  await session.dispose();
  return after;
}
