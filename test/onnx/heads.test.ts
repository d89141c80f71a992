// Networks with several inputs and several outputs, each trained with a loss of its own.

import { describe, expect, it } from 'vitest';
import type { Graph, OutputLoss } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { Random } from '../../runtime/random.js';
import type { Tensor } from '../../runtime/tensor.js';
import { Network } from '../support/network.js';
import { randomStep, randomWeights } from '../support/random-tensors.js';
import { forwardDifference, gradientDifference, onnx } from './comparison.js';

/** Two inputs that meet, and four outputs, of which two share what they are made of. */
function manyHeads(): Graph {
  const network = new Network();
  const image = network.convolution(network.input([6, 6, 2], 'image'), { window: 3, maps: 4 });
  const mask = network.convolution(network.input([4, 4, 1], 'mask'), { window: 1, maps: 4 });
  const joined = network.activation(network.multiply([image, mask]), { name: 'tanh' });
  const features = network.dense(network.flatten(joined), 6);
  return network.finish(
    { name: 'class', value: network.softmax(network.dense(features, 3)) },
    { name: 'map', value: joined },
    { name: 'labels', value: network.activation(features, { name: 'sigmoid' }) },
    { name: 'features', value: features },
  );
}

const outputLosses: OutputLoss[] = [
  { output: 'class', loss: 'cross-entropy', weight: 1 },
  { output: 'labels', loss: 'binary-cross-entropy', weight: 0.25 },
  { output: 'features', loss: 'mae', weight: 2 },
];

async function open() {
  const graph = manyHeads();
  const optimizer = { kind: 'sgd', rate: 0.1, momentum: 0, nesterov: false } as const;
  const training = differentiate(graph, { loss: 'mse', outputLosses, optimizer });
  const random = new Random(1);
  const session = await onnx.train(training, { weights: randomWeights(graph, random), seed: 1 });
  return { session, input: randomStep(graph, random, 3, { step: 0, rate: 0.1 }) };
}

describe('several inputs and heads', () => {
  it('predict and train as the reference does', async () => {
    expect(await forwardDifference(manyHeads())).toBeLessThan(1e-5);
    expect(await gradientDifference(manyHeads(), { loss: 'mse', outputLosses })).toBeLessThan(1e-5);
    expect(await gradientDifference(manyHeads(), 'mae')).toBeLessThan(1e-5);
  });

  it('give the scores of each by its name, also where two outputs are one value', async () => {
    const { session, input } = await open();
    const { scores } = await session.step(input);
    await session.dispose();
    expect([...scores.keys()]).toEqual(['class', 'map', 'labels', 'features']);
    expect(scores.get('map')?.shape).toEqual([3, 4, 4, 4]);
    expect(scores.get('labels')).toEqual(scores.get('features'));
  });

  it('say which target is missing or wrong, and which batch differs', async () => {
    const { session, input } = await open();
    const without = new Map([...input.targets].filter(([name]) => name !== 'map'));
    await expect(session.step({ ...input, targets: without })).rejects.toThrow('no target is named map');
    const give = (shape: number[]): Map<string, Tensor> => {
      const data = new Float32Array(shape.reduce((a, b) => a * b));
      return new Map(input.targets).set('class', { shape, data });
    };
    await expect(session.step({ ...input, targets: give([3, 4]) })).rejects.toThrow(
      'the target of class must be [batch, 3], and is [3, 4]',
    );
    await expect(session.step({ ...input, targets: give([2, 3]) })).rejects.toThrow(
      'image has a batch of 3, and the target of class one of 2: both must be one size',
    );
    expect((await session.step(input)).loss).toBeGreaterThan(0);
    await session.dispose();
  });

  it('have the absolute error and its sign by hand', async () => {
    const network = new Network();
    const graph = network.finish(network.dense(network.input([1]), { units: 3, bias: false }));
    const optimizer = { kind: 'sgd', rate: 3, momentum: 0, nesterov: false } as const;
    const kernel = { shape: [1, 3], data: Float32Array.of(1, 5, -2) };
    const weights = new Map([['dense1/kernel', kernel]]);
    const session = await onnx.train(differentiate(graph, { loss: 'mae', optimizer }), { weights, seed: 1 });
    const inputs = new Map([['input', { shape: [1, 1], data: Float32Array.of(1) }]]);
    const targets = new Map([['output', { shape: [1, 3], data: Float32Array.of(4, 5, -2.5) }]]);
    const { loss } = await session.step({ inputs, targets, rate: 3, step: 0 });
    expect(loss).toBeCloseTo(3.5 / 3, 5);
    expect((await session.weights()).get('dense1/kernel')?.data).toEqual(Float32Array.of(2, 5, -3));
    await session.dispose();
  });
});
