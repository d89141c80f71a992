// Generated models are trained and saved: gradients against finite differences of the reference,
// one step of an optimizer of tfjs, and a model's way through JSON and back.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Shape } from '../../compiler/graph/value.js';
import { generatedModel, predict } from '../support/generated-model.js';
import { Network, type ConvolutionChoice } from '../support/network.js';
import type { PoolChoice } from '../support/windows.js';
import { networks } from './networks.js';
import { trial } from './run-module.js';
import { slopeError } from './slope.js';
import { throughJson } from './through-json.js';

beforeAll(() => tf.setBackend('cpu'));

function convolutionNetwork(choice: ConvolutionChoice): Graph {
  const network = new Network();
  return network.finish(network.convolution(network.input([7, 8, 4]), choice));
}

function averageNetwork(choice: PoolChoice): Graph {
  const network = new Network();
  const x = network.convolution(network.input([7, 8, 4]), { window: 1, maps: 4 });
  return network.finish(network.averagePool(x, choice));
}

function maximumNetwork(choice: PoolChoice): Graph {
  const network = new Network();
  const x = network.convolution(network.input([7, 8, 4]), { window: 1, maps: 4 });
  return network.finish(network.maxPool(x, choice));
}

function activationNetwork(): Graph {
  const network = new Network();
  let x = network.dense(network.input([12]), 12);
  x = network.activation(x, { name: 'elu', alpha: 0.6 });
  x = network.activation(network.dense(x, 12), { name: 'hard-swish' });
  x = network.activation(network.dense(x, 12), { name: 'hard-sigmoid' });
  x = network.convolution(network.reshape(x, [2, 2, 3]), { window: 1, maps: 3 });
  return network.finish(network.prelu(x));
}

const graphs: Record<string, Graph> = {
  'in groups': convolutionNetwork({ window: 3, maps: 6, groups: 2, stride: 2, pad: 1 }),
  dilated: convolutionNetwork({
    window: [3, 2],
    maps: 6,
    dilation: [2, 3],
    stride: 2,
    pad: [
      [1, 2],
      [0, 1],
    ],
  }),
  'dilated, in groups': convolutionNetwork({ window: 3, maps: 6, dilation: 2, groups: 2, pad: 2 }),
  'dilated, depthwise': convolutionNetwork({ window: 3, maps: 8, dilation: 2, groups: 4, pad: 2 }),
  depthwise: convolutionNetwork({ window: 3, maps: 8, groups: 4, pad: 1, stride: 2 }),
  'padded average': averageNetwork({ window: 3, stride: 2, pad: 1 }),
  'average, same': averageNetwork({ window: 3, stride: 1, pad: 'same' }),
  'average, ceil, padding included': averageNetwork({
    window: 3,
    stride: 2,
    pad: 1,
    ceil: true,
    includePadding: true,
  }),
  'padded maximum': maximumNetwork({
    window: 3,
    stride: 2,
    pad: [
      [1, 0],
      [1, 1],
    ],
  }),
  'maximum, same': maximumNetwork({ window: 2, stride: 1, pad: 'same' }),
  activations: activationNetwork(),
};

describe('gradients', () => {
  it.each(Object.entries(graphs))('%s', async (_, graph) => {
    expect(slopeError(graph, await trial(graph, 3))).toBeLessThan(1e-4);
  });
});

describe('a step of tfjs’ own optimizer', () => {
  it.each(Object.entries(networks))('moves every weight of %s', async (_, network) => {
    const graph = network();
    const model = await generatedModel(graph);
    const inputs = graph.inputs.map(({ value }) => noise(graph.values[value].shape));
    model.compile({ optimizer: tf.train.adam(0.01), loss: meanSquare });
    const before = numbersOf(model);
    const targets = graph.outputs.map(({ value }) => noise(graph.values[value].shape));
    await model.trainOnBatch(inputs, targets);
    const after = numbersOf(model);
    const still = Object.keys(before).filter((name) => before[name].join() === after[name].join());
    expect(still).toEqual([]);
  });
});

it('batch normalisation without gamma and beta keeps running statistics', async () => {
  const network = new Network();
  const x = network.normalization(network.input([3]), { scale: false, center: false, momentum: 0.9 });
  const model = await generatedModel(network.finish(network.dense(x, 1)));
  model.compile({ optimizer: 'sgd', loss: meanSquare });
  const rows = [[1, 2, 3], [3, 2, 7]]; // prettier-ignore
  await model.trainOnBatch(tf.tensor2d(rows), tf.zeros([2, 1]));
  const [mean, variance] = model.getLayer('bn1').getWeights();
  expect([...mean.dataSync()]).toEqual([0.2, 0.2, 0.5].map((value) => expect.closeTo(value, 6) as number));
  expect([...variance.dataSync()]).toEqual([1, 0.9, 1.3].map((value) => expect.closeTo(value, 6) as number));
});

describe('save and load', () => {
  it.each(Object.entries(networks))('%s', async (_, network) => {
    const { model, inputs } = await trial(network(), 6);
    const loaded = await throughJson(model);
    expect(loaded.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
    expect(predict(loaded, inputs)).toEqual(predict(model, inputs));
  });
});

/** One number, whatever the rank; tfjs' own loss cannot add up outputs of different ranks. */
function meanSquare(expected: tf.Tensor, actual: tf.Tensor): tf.Scalar {
  return tf.mean(tf.squaredDifference(expected, actual));
}

function noise(shape: Shape): tf.Tensor {
  return tf.randomNormal([2, ...shape], 0, 1, 'float32', 5);
}

function numbersOf(model: tf.LayersModel): Record<string, Float32Array> {
  const entries = model.trainableWeights.map((weight) => [weight.originalName, weight.read().dataSync()]);
  return Object.fromEntries(entries) as Record<string, Float32Array>;
}
