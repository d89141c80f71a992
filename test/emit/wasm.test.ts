// The same modules on the WebAssembly backend, whose kernels are others.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { beforeSoftmax } from '../support/before-softmax.js';
import { networks } from './networks.js';
import { differenceFromReference } from './run-module.js';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

it.each(Object.entries(networks))('the network %s', async (_, network) => {
  expect(tf.getBackend()).toBe('wasm');
  expect(await differenceFromReference(beforeSoftmax(network()))).toBeLessThan(1e-5);
});
