// The reader of weights in a generated module: what it takes, and what it says of files that do not fit.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { Random } from '../../runtime/random.js';
import { encodeSafetensors } from '../../runtime/safetensors.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { type GeneratedModule, loadGeneratedModule } from '../support/generated-module.js';
import { Network } from '../support/network.js';
import { randomWeights } from '../support/random-tensors.js';

function tiny(): Graph {
  const network = new Network('Tiny');
  const x = network.convolution(network.input([4, 4, 2]), { window: 3, maps: 4, groups: 2 });
  return network.finish(network.dense(network.flatten(x), 3));
}

const graph = tiny();
const weights = randomWeights(graph, new Random(1, 'weights'));
let module: GeneratedModule;
let model: tf.LayersModel;

beforeAll(async () => {
  await tf.setBackend('cpu');
  module = await loadGeneratedModule(await emitTypeScript(graph, { sourceName: 'tiny.cnn' }));
  model = module.createModel();
});

/** The weights with one of them in another form, or without it. */
function altered(name: string, tensor?: Tensor): Weights {
  const rest = [...weights].filter(([other]) => other !== name);
  return new Map(tensor === undefined ? rest : [...rest, [name, tensor]]);
}

function numbers(of = model): number[] {
  return of.weights.flatMap((weight) => [...weight.read().dataSync()]);
}

function headerOf(header: object): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + json.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

describe('takes', () => {
  const file = encodeSafetensors(weights, new Map([['labels', '["a"]']]));
  const forms: Record<string, ArrayBuffer | Uint8Array> = {
    'an array of bytes': file,
    'a buffer': Uint8Array.from(file).buffer,
    'a view that starts anywhere': Uint8Array.from([0, 0, 0, ...file]).subarray(3),
    'a Buffer of Node': Buffer.from(file),
    'weights beside others': encodeSafetensors(
      new Map([...weights, ['optimizer:conv1/kernel/m', weights.get('conv1/kernel') as Tensor]]),
    ),
  };

  it.each(Object.entries(forms))('%s', (_, form) => {
    model.layers.forEach((layer) => layer.setWeights(layer.getWeights().map(tf.zerosLike)));
    module.loadWeights(model, form);
    expect(numbers()).toEqual([...weights.values()].flatMap(({ data }) => [...data]));
  });

  it('a second model of the same module, whose variables tfjs numbers', () => {
    const second = module.createModel();
    module.loadWeights(second, file);
    expect(numbers(second)).toEqual([...weights.values()].flatMap(({ data }) => [...data]));
    expect(second.weights[0].name).not.toBe(second.weights[0].originalName);
  });
});

describe('refuses', () => {
  const whole = encodeSafetensors(weights);
  const kernel = weights.get('conv1/kernel') as Tensor;
  const refusals: [string, Uint8Array, string][] = [
    ['an empty file', new Uint8Array(), 'This is no safetensors file, or only the start of one.'],
    [
      'the start of a header',
      whole.subarray(0, 40),
      'This is no safetensors file, or only the start of one.',
    ],
    [
      'another kind of file',
      new TextEncoder().encode('PK\u0003\u0004 and so on'),
      'This is no safetensors file',
    ],
    [
      'a file that is cut off',
      whole.subarray(0, whole.length - 4),
      'The weights file is cut off: dense1/bias is not whole.',
    ],
    ['a missing weight', encodeSafetensors(altered('dense1/bias')), 'The weights file has no dense1/bias.'],
    [
      'another shape',
      encodeSafetensors(altered('conv1/kernel', { ...kernel, shape: [3, 3, 4, 1] })),
      'conv1/kernel is 3x3x4x1 in the weights file and 3x3x1x4 in the model.',
    ],
    [
      'other numbers',
      headerOf({ 'conv1/kernel': { dtype: 'F16', shape: [3, 3, 1, 4], data_offsets: [0, 72] } }),
      'conv1/kernel is stored as F16, not as F32.',
    ],
    [
      'offsets that do not fit the shape',
      headerOf({ 'conv1/kernel': { dtype: 'F32', shape: [3, 3, 1, 4], data_offsets: [0, 0] } }),
      'conv1/kernel is not whole.',
    ],
  ];

  it.each(refusals)('%s, and leaves the model as it was', (_, file, message) => {
    module.loadWeights(model, whole);
    const before = numbers();
    expect(() => module.loadWeights(model, file)).toThrow(message);
    expect(numbers()).toEqual(before);
  });
});

it('leaves no tensors behind', () => {
  const before = tf.memory().numTensors;
  module.loadWeights(model, encodeSafetensors(weights));
  expect(tf.memory().numTensors).toBe(before);
});
