// The weights of a module for predictions: what it takes, and what it says of files that do not fit.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { emitTypeScriptInference } from '../../../compiler/emit/typescript-inference/index.js';
import { optimize } from '../../../compiler/passes/optimize/index.js';
import { Random } from '../../../runtime/random.js';
import { encodeSafetensors } from '../../../runtime/safetensors.js';
import { Network } from '../../support/network.js';
import { randomWeights } from '../../support/random-tensors.js';
import { loadInferenceModule, weightsFile, type InferenceModule } from './run-module.js';

const network = new Network('Tiny');
const map = network.normalization(network.convolution(network.input([4, 4, 2]), { window: 3, maps: 4 }));
const graph = network.finish(network.dense(network.flatten(map), 3));
const optimized = optimize(graph);
const trained = randomWeights(graph, new Random(1, 'weights'));
const file = weightsFile(optimized.graph, optimized.weights(trained));
const moduleOf = async (embedded?: string): Promise<InferenceModule> =>
  loadInferenceModule(await emitTypeScriptInference(optimized.graph, { sourceName: 'tiny.cnn', embedded }));
let module: InferenceModule;

beforeAll(async () => {
  await tf.setBackend('cpu');
  module = await moduleOf();
});

function predictions(made: InferenceModule, given?: ArrayBuffer | Uint8Array): number[] {
  const model = made.createModel(given);
  const scores = model.predict(tf.ones([1, 4, 4, 2])) as tf.Tensor;
  return [...scores.dataSync()];
}

it('are taken as bytes of any kind, or from the module itself', async () => {
  const expected = predictions(module, file);
  expect(predictions(module, Uint8Array.from(file).buffer)).toEqual(expected);
  expect(predictions(module, Uint8Array.from([0, 0, 0, ...file]).subarray(3))).toEqual(expected);
  const embedding = await moduleOf(Buffer.from(file).toString('base64'));
  expect(predictions(embedding)).toEqual(expected);
  expect(predictions(embedding, file)).toEqual(expected);
});

it.each([
  ['an empty file', new Uint8Array(), 'This is no safetensors file, or only the start of one.'],
  ['a file that is cut off', file.subarray(0, file.length - 4), 'The weights file is cut off'],
  ['what was trained', encodeSafetensors(trained), 'The weights file has bn1/gamma too'],
  [
    'a missing weight',
    encodeSafetensors(new Map([...trained].filter(([name]) => name !== 'dense1/bias'))),
    'The weights file has no dense1/bias.',
  ],
])('are refused, without a tensor left: %s', (_, given, message) => {
  const before = tf.memory().numTensors;
  expect(() => module.createModel(given)).toThrow(message);
  expect(tf.memory().numTensors).toBe(before);
});

it('are for inputs of the one shape', () => {
  const model = module.createModel(file);
  expect(() => model.predict(tf.ones([1, 5, 4, 2]))).toThrow(
    'The network takes batches of 4x4x2, and this is 1x5x4x2.',
  );
});
