// Optimizers, clipping, the penalty and frozen parts on ONNX Runtime: by hand, and against the
// reference in every form of a step.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph, Optimizer } from '../../compiler/graph/graph.js';
import type { TrainingChoice } from '../../compiler/passes/differentiate/index.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { frozenCase, weightsThatMoved } from '../support/frozen-parts.js';
import { changesGradientsByHand } from '../support/gradient-change-by-hand.js';
import { Network } from '../support/network.js';
import { gradientChanges, optimizers } from '../support/training-settings.js';
import type { PoolChoice } from '../support/windows.js';
import { channelNetwork } from './blocked/channel-network.js';
import { blocked, portable } from './blocked/forms.js';
import { gradientDifference, train, trainingDifference, type TrainingResult } from './comparison.js';
import { randomNetwork } from './random-network.js';

/** Smooth, with channels that fill a block in part. */
function network(): Graph {
  const network = new Network();
  let x = network.convolution(network.input([6, 6, 2]), { window: 3, maps: 12, bias: false });
  x = network.averagePool(network.activation(network.normalization(x), { name: 'gelu' }), { window: 2 });
  x = network.convolution(x, { window: 3, maps: 20, pad: 1 });
  x = network.dropout(network.flatten(network.activation(x, { name: 'tanh' })), 0.3);
  return network.finish(network.softmax(network.dense(x, 5)));
}

describe('by hand', () => changesGradientsByHand(async () => portable));

/** What the reference makes of each choice, computed once. */
const expected = new Map<string, Promise<TrainingResult>>();
const batches = [16, 3, 16];

type Changes = Omit<TrainingChoice, 'optimizer'>;

function referenceTraining(name: string, choice: Changes, optimizer: Optimizer): Promise<TrainingResult> {
  const known = expected.get(name) ?? train(referenceEngine, network(), choice, optimizer, batches);
  expected.set(name, known);
  return known;
}

describe.each([
  ['in blocks', blocked],
  ['in portable operators', portable],
])('steps %s follow the reference', (_, engine) => {
  // The others are those of training.test.ts.
  const { nesterov, adamw, rmsprop } = optimizers;
  const cases = [
    ...Object.entries({ nesterov, adamw, rmsprop }).map(
      ([name, optimizer]) => [name, { optimizer }] as const,
    ),
    ...Object.entries(gradientChanges).map(
      ([name, change]) => [name, { optimizer: optimizers.momentum, ...change }] as const,
    ),
  ];

  it.each(cases)('with %s', async (name, { optimizer, ...changes }) => {
    const choice = { loss: 'cross-entropy', ...changes } as const;
    const ours = await train(engine, network(), choice, optimizer, batches);
    const theirs = await referenceTraining(name, choice, optimizer);
    expect(trainingDifference(ours, theirs)).toBeLessThan(1e-4);
    expect([...ours.state.keys()]).toEqual([...theirs.state.keys()]);
  });

  it('with parts of random networks frozen, which stay as they are', async () => {
    const networks = engine === blocked ? channelNetwork : randomNetwork;
    const property = fc.asyncProperty(frozenCase(networks), async ({ graph, freeze }) => {
      const choice = { loss: 'mse', freeze } as const;
      expect(await gradientDifference(graph, choice, 8, 1, engine)).toBeLessThan(3e-5);
      const moved = await weightsThatMoved(engine, graph, choice);
      expect(moved.filter((name) => freeze.includes(name.split('/')[0]))).toEqual([]);
    });
    await fc.assert(property, { seed: 5, numRuns: 12 });
  });
});

const pools: Record<string, PoolChoice> = {
  'that overlap': { window: 3, stride: 2 },
  'with padding, which never wins': { window: 3, stride: 2, pad: [1, 0] },
  'that ceil rounding extends': { window: [2, 3], stride: 2, ceil: true },
  'with gaps between them': { window: 1, stride: [2, 3] },
};
it.each(Object.entries(pools))(
  'pools %s, with no gradient to take back, are those of the reference',
  async (_, choice) => {
    const network = new Network();
    const below = network.affine(
      network.convolution(network.input([8, 9, 3]), { window: 1, maps: 20 }),
      1,
      -9,
    );
    const graph = network.finish(network.dense(network.flatten(network.maxPool(below, choice)), 3));
    expect(await gradientDifference(graph, { loss: 'mse', freeze: ['conv1'] }, 8, 1, blocked)).toBeLessThan(
      1e-5,
    );
  },
);

it('a limit that is not reached changes nothing, to the bit', async () => {
  const { nesterov } = optimizers;
  const clip = { kind: 'norm', limit: 1e6 } as const;
  const clipped = await train(blocked, network(), { loss: 'mse', clip }, nesterov, [8, 8]);
  expect(clipped).toEqual(await train(blocked, network(), 'mse', nesterov, [8, 8]));
});
