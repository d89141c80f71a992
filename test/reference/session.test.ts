// The engine's sessions, on networks small enough to follow by hand.

import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, Optimizer } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { evaluate, referenceEngine } from '../../runtime/reference/index.js';
import type { Tensor } from '../../runtime/tensor.js';

const zeros = { kind: 'zeros' } as const;
const sgd: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.5, nesterov: false };

function tensor(shape: number[], ...data: number[]): Tensor {
  return { shape, data: Float32Array.from(data) };
}

/** y = w · x, one number. */
function line(): Graph {
  const graph = new GraphBuilder('line');
  const x = graph.input('x', [1]);
  const kernel = graph.weight('dense1/kernel', [1, 1], zeros);
  const y = graph.apply({ kind: 'dense', inputs: { x, kernel } }, [1]);
  return graph.finish([{ name: 'y', value: y }]);
}

/** Batch normalisation of one number, then dropout of half. */
function noisy(): Graph {
  const graph = new GraphBuilder('noisy');
  const x = graph.input('x', [1]);
  graph.layer = 'bn1';
  const gamma = graph.weight('bn1/gamma', [1], { kind: 'ones' });
  const mean = graph.weight('bn1/mean', [1], zeros, false);
  const variance = graph.weight('bn1/variance', [1], { kind: 'ones' }, false);
  const inputs = { x, gamma, mean, variance };
  const y = graph.apply({ kind: 'batch-normalization', inputs, epsilon: 0, momentum: 0.9 }, [1]);
  graph.layer = 'dropout1';
  const dropped = graph.apply({ kind: 'dropout', inputs: { x: y }, rate: 0.5 }, [1]);
  return graph.finish([{ name: 'y', value: dropped }]);
}

const noisyWeights = new Map([
  ['bn1/gamma', tensor([1], 2)],
  ['bn1/mean', tensor([1], 10)],
  ['bn1/variance', tensor([1], 4)],
]);

describe('predict', () => {
  it('takes batches of any size', async () => {
    const session = await referenceEngine.infer(line(), new Map([['dense1/kernel', tensor([1, 1], 3)]]));
    const one = await session.predict(new Map([['x', tensor([1, 1], 2)]]));
    expect(one.get('y')).toEqual(tensor([1, 1], 6));
    const three = await session.predict(new Map([['x', tensor([3, 1], 1, 2, 3)]]));
    expect(three.get('y')).toEqual(tensor([3, 1], 3, 6, 9));
    await session.dispose();
  });

  it('uses the running statistics and drops nothing', async () => {
    const session = await referenceEngine.infer(noisy(), noisyWeights);
    // 2 · (x − 10) / √4
    const { y } = Object.fromEntries(await session.predict(new Map([['x', tensor([2, 1], 11, 7)]])));
    expect(y).toEqual(tensor([2, 1], 1, -3));
  });

  it('names what is missing or has the wrong shape', async () => {
    const session = await referenceEngine.infer(line(), new Map([['dense1/kernel', tensor([1, 1], 3)]]));
    await expect(session.predict(new Map())).rejects.toThrow('input x is missing');
    await expect(session.predict(new Map([['x', tensor([1, 2], 1, 2)]]))).rejects.toThrow(
      'input x is 1x2 (2 numbers), not 1x1',
    );
    const bare = await referenceEngine.infer(line(), new Map());
    await expect(bare.predict(new Map([['x', tensor([1, 1], 1)]]))).rejects.toThrow(
      'weight dense1/kernel is missing',
    );
  });
});

describe('evaluate', () => {
  it('shows every inner value in float64', () => {
    const third = { shape: [1, 1], data: Float64Array.of(1 / 3) };
    const graph = line();
    const values = evaluate(graph, new Map([['x', third]]), new Map([['dense1/kernel', third]]));
    expect(values.get(graph.outputs[0].value)?.data[0]).toBe((1 / 3) * (1 / 3));
  });
});

describe('train', () => {
  const training = differentiate(line(), { loss: 'mse', optimizer: sgd });
  const weights = new Map([['dense1/kernel', tensor([1, 1], 1)]]);
  /** Two samples of y = 3x: x 1 and 2. */
  const batch = () => ({
    inputs: new Map([['x', tensor([2, 1], 1, 2)]]),
    targets: new Map([['y', tensor([2, 1], 3, 6)]]),
    rate: 0.1,
  });

  it('steps along the gradient with momentum', async () => {
    const session = await referenceEngine.train(training, { weights, seed: 1 });
    // Differences −2 and −4: loss (4 + 16) / 2, gradient (−2·1 − 4·2) · 2/2 = −10.
    const first = await session.step({ ...batch(), step: 0 });
    expect(first.loss).toBeCloseTo(10, 12);
    expect(first.scores).toEqual(new Map([['y', tensor([2, 1], 1, 2)]]));
    // velocity 0.1 · 10 = 1, weight 2
    expect(await session.weights()).toEqual(new Map([['dense1/kernel', tensor([1, 1], 2)]]));
    expect(await session.optimizerState()).toEqual(new Map([['dense1/kernel/velocity', tensor([1, 1], 1)]]));
    // Differences −1 and −2: loss 2.5, gradient −5; velocity 0.5 · 1 + 0.5 = 1, weight 3.
    const second = await session.step({ ...batch(), step: 1 });
    expect(second.loss).toBeCloseTo(2.5, 12);
    expect(await session.weights()).toEqual(new Map([['dense1/kernel', tensor([1, 1], 3)]]));
    await session.dispose();
  });

  it('steps by Adam, each correction in its place', async () => {
    const adam: Optimizer = { kind: 'adam', rate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0 };
    const graph = differentiate(line(), { loss: 'mse', optimizer: adam });
    const session = await referenceEngine.train(graph, { weights, seed: 1 });
    const weight = async () => (await session.weights()).get('dense1/kernel')?.data[0];
    await session.step({ ...batch(), step: 0 });
    // gradient −10, m −5, v 25: both corrected to the gradient, so that the step is the rate
    expect(await weight()).toBeCloseTo(1.1, 6);
    await session.step({ ...batch(), step: 1 });
    // Differences −1.9 and −3.8, gradient −9.5: m 0.5 · −5 − 0.5 · 9.5 = −7.25, corrected by 1 − ¼;
    // v 0.75 · 25 + 0.25 · 90.25 = 41.3125, corrected by 1 − 9/16.
    expect(await weight()).toBeCloseTo(1.1 + (0.1 * (7.25 / 0.75)) / Math.sqrt(41.3125 / 0.4375), 6);
    const state = await session.optimizerState();
    expect(state.get('dense1/kernel/m')?.data[0]).toBeCloseTo(-7.25, 5);
    expect(state.get('dense1/kernel/v')?.data[0]).toBeCloseTo(41.3125, 4);
  });

  it('goes on from a saved state as if it had not stopped', async () => {
    const whole = await referenceEngine.train(training, { weights, seed: 1 });
    await whole.step({ ...batch(), step: 0 });
    const saved = { weights: await whole.weights(), optimizerState: await whole.optimizerState(), seed: 1 };
    await whole.step({ ...batch(), step: 1 });
    const resumed = await referenceEngine.train(training, saved);
    await resumed.step({ ...batch(), step: 1 });
    expect(await resumed.weights()).toEqual(await whole.weights());
    expect(await resumed.optimizerState()).toEqual(await whole.optimizerState());
  });

  it('takes a last batch of another size', async () => {
    const session = await referenceEngine.train(training, { weights, seed: 1 });
    await session.step({ ...batch(), step: 0 });
    const inputs = new Map([['x', tensor([1, 1], 1)]]);
    // weight 2: difference −1
    const { loss } = await session.step({
      inputs,
      targets: new Map([['y', tensor([1, 1], 3)]]),
      rate: 0.1,
      step: 1,
    });
    expect(loss).toBeCloseTo(1, 12);
  });

  it('wants every weight', async () => {
    await expect(referenceEngine.train(training, { weights: new Map(), seed: 1 })).rejects.toThrow(
      'weight dense1/kernel is missing',
    );
  });

  it('names the target that is missing, and batches that differ', async () => {
    const session = await referenceEngine.train(training, { weights, seed: 1 });
    await expect(session.step({ ...batch(), targets: new Map(), step: 0 })).rejects.toThrow(
      'target y is missing',
    );
    const targets = new Map([['y', tensor([1, 1], 3)]]);
    await expect(session.step({ ...batch(), targets, step: 0 })).rejects.toThrow(
      'batches of 2 and 1 samples in one step',
    );
  });

  it('steps along the gradients of several outputs, each with its weight', async () => {
    const { optimizer } = training;
    const outputs = [{ name: 'y', value: line().outputs[0].value }];
    const graph = { ...line(), outputs: [...outputs, { ...outputs[0], name: 'again' }] };
    const outputLosses = [{ output: 'again', loss: 'mae', weight: 0.5 }] as const;
    const session = await referenceEngine.train(
      differentiate(graph, { loss: 'mse', outputLosses, optimizer }),
      {
        weights,
        seed: 1,
      },
    );
    const targets = new Map([...batch().targets, ['again', tensor([2, 1], 0, 4)] as const]);
    const { loss, scores } = await session.step({ ...batch(), targets, step: 0 });
    // 10 as above; the other output is 1 too large and 2 too small: ½ · 3/2 more.
    expect(loss).toBeCloseTo(10.75, 12);
    expect([...scores]).toEqual([
      ['y', tensor([2, 1], 1, 2)],
      ['again', tensor([2, 1], 1, 2)],
    ]);
    // −10, and ½ · (1 · 1 − 1 · 2) / 2 = −¼: the weight moves by 0.1 · 10.25
    expect((await session.weights()).get('dense1/kernel')?.data[0]).toBeCloseTo(2.025, 6);
  });

  it('moves the running statistics, which the optimizer leaves alone', async () => {
    const graph = differentiate(noisy(), { loss: 'mse', optimizer: sgd });
    const session = await referenceEngine.train(graph, { weights: noisyWeights, seed: 1 });
    // x 1 and 3: mean 2, variance 1
    const inputs = new Map([['x', tensor([2, 1], 1, 3)]]);
    await session.step({ inputs, targets: new Map([['y', tensor([2, 1], 0, 0)]]), rate: 0.1, step: 8 });
    const after = await session.weights();
    // The share of step 8 is 9/18: the middle of 10 and 2, and of 4 and 1.
    expect(after.get('bn1/mean')).toEqual(tensor([1], 6));
    expect(after.get('bn1/variance')).toEqual(tensor([1], 2.5));
    expect([...after.keys()]).toEqual(['bn1/gamma', 'bn1/mean', 'bn1/variance']);
  });

  it('draws the same masks for the same seed and step, and others for others', async () => {
    const graph = differentiate(noisy(), { loss: 'mse', optimizer: sgd });
    const size = 64;
    const x = tensor([size, 1], ...Array.from({ length: size }, (_, i) => i));
    const scoresOf = async (seed: number, step: number) => {
      const session = await referenceEngine.train(graph, { weights: noisyWeights, seed });
      const targets = new Map([['y', { shape: x.shape, data: new Float32Array(size) }]]);
      const { scores } = await session.step({ inputs: new Map([['x', x]]), targets, rate: 0.1, step });
      return scores.get('y')?.data;
    };
    expect(await scoresOf(1, 2)).toEqual(await scoresOf(1, 2));
    expect(await scoresOf(1, 2)).not.toEqual(await scoresOf(2, 2));
    expect(await scoresOf(1, 2)).not.toEqual(await scoresOf(1, 3));
  });
});
