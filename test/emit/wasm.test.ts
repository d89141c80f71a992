// The same modules on the WebAssembly backend, whose kernels are others.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { branches, everyLayer, lenet } from './networks.js';
import { differenceFromReference, withoutSoftmax } from './run-module.js';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

it.each(Object.entries({ lenet, branches, everyLayer }))('the network %s', async (_, network) => {
  expect(tf.getBackend()).toBe('wasm');
  expect(await differenceFromReference(withoutSoftmax(network()))).toBeLessThan(1e-5);
});
