// Whole trainings: batches of several sizes, every optimizer, repeats and resumed runs.

import { describe, expect, it } from 'vitest';
import type { Graph, Optimizer } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { Random } from '../../runtime/random.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { Network } from '../support/network.js';
import { randomStep, randomWeights } from '../support/random-tensors.js';
import { onnx, train, trainingDifference } from './comparison.js';

const adam: Optimizer = { kind: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

function smallNetwork(): Graph {
  const network = new Network();
  // A bias before a normalisation has no gradient but rounding, which Adam would blow up.
  let x = network.convolution(network.input([8, 8, 2]), { window: 3, maps: 6, bias: false });
  x = network.maxPool(network.relu(network.normalization(x)), { window: 2 });
  x = network.convolution(x, { window: 3, maps: 8, pad: 1 });
  x = network.dropout(network.flatten(network.activation(x, { name: 'tanh' })), 0.3);
  return network.finish(network.softmax(network.dense(x, 5)));
}

describe('training', () => {
  const optimizers: Record<string, Optimizer> = {
    adam,
    sgd: { kind: 'sgd', rate: 0.05, momentum: 0, nesterov: false },
    momentum: { kind: 'sgd', rate: 0.05, momentum: 0.9, nesterov: false },
  };
  it.each(Object.entries(optimizers))(
    '%s follows the reference over batches of two sizes',
    async (_, optimizer) => {
      const batches = [6, 6, 3, 6, 3];
      const ours = await train(onnx, smallNetwork(), 'cross-entropy', optimizer, batches);
      const theirs = await train(referenceEngine, smallNetwork(), 'cross-entropy', optimizer, batches);
      expect(trainingDifference(ours, theirs)).toBeLessThan(1e-4);
      expect([...ours.weights.keys()]).toEqual([...theirs.weights.keys()]);
      expect([...ours.state.keys()]).toEqual([...theirs.state.keys()]);
    },
  );

  it('repeats to the bit', async () => {
    const engine = onnxEngineInThread({ threads: 2 });
    const run = () => train(engine, smallNetwork(), 'cross-entropy', adam, [16, 16, 5]);
    expect(await run()).toEqual(await run());
  });

  it('goes on from a state as if it had not stopped', async () => {
    const graph = smallNetwork();
    const training = differentiate(graph, { loss: 'cross-entropy', optimizer: adam });
    const random = new Random(3);
    const weights = randomWeights(graph, random);
    const inputs = [0, 1, 2, 3].map((step) => randomStep(graph, random, 4, { step, rate: 0.01 }));

    const whole = await onnx.train(training, { weights, seed: 5 });
    for (const input of inputs) await whole.step(input);
    const first = await onnx.train(training, { weights, seed: 5 });
    for (const input of inputs.slice(0, 2)) await first.step(input);
    const second = await onnx.train(training, {
      weights: await first.weights(),
      optimizerState: await first.optimizerState(),
      seed: 5,
    });
    for (const input of inputs.slice(2)) await second.step(input);

    expect(await second.weights()).toEqual(await whole.weights());
    expect(await second.optimizerState()).toEqual(await whole.optimizerState());
    for (const session of [whole, first, second]) await session.dispose();
  });

  it('takes one step after another, also where the caller does not wait', async () => {
    const graph = smallNetwork();
    const training = differentiate(graph, { loss: 'cross-entropy', optimizer: adam });
    const random = new Random(6);
    const weights = randomWeights(graph, random);
    const inputs = [0, 1, 2].map((step) => randomStep(graph, random, 4, { step, rate: 0.01 }));
    const [patient, hasty] = [
      await onnx.train(training, { weights, seed: 5 }),
      await onnx.train(training, { weights, seed: 5 }),
    ];
    for (const input of inputs) await patient.step(input);
    for (const input of inputs) void hasty.step(input);
    expect(await hasty.weights()).toEqual(await patient.weights());
    const last = hasty.step(inputs[0]);
    await hasty.dispose();
    await hasty.dispose();
    expect((await last).loss).toBeGreaterThan(0);
    await expect(hasty.step(inputs[0])).rejects.toThrow('the session is disposed of');
    await patient.dispose();
  });

  it('refuses a weight of the wrong size', async () => {
    const graph = smallNetwork();
    const training = differentiate(graph, { loss: 'cross-entropy', optimizer: adam });
    const weights = new Map(randomWeights(graph, new Random(1)));
    const [name] = weights.keys();
    weights.set(name, { shape: [1], data: new Float32Array(1) });
    await expect(onnx.train(training, { weights, seed: 1 })).rejects.toThrow(`${name} must be [3, 3, 2, 6]`);
    await expect(onnx.infer(graph, weights)).rejects.toThrow(`${name} must be [3, 3, 2, 6]`);
  });

  it('leaves the weights that it started from alone', async () => {
    const graph = smallNetwork();
    const training = differentiate(graph, { loss: 'cross-entropy', optimizer: adam });
    const random = new Random(4);
    const weights = randomWeights(graph, random);
    const before = structuredClone(weights);
    const session = await onnx.train(training, { weights, seed: 5 });
    await session.step(randomStep(graph, random, 4, { step: 0, rate: 0.01 }));
    await session.dispose();
    expect(weights).toEqual(before);
  });
});
