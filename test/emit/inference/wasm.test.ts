// Modules for predictions on the WebAssembly backend against the reference.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { beforeSoftmax } from '../../support/before-softmax.js';
import { networks } from '../networks.js';
import { differenceFromReference } from './run-module.js';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

it.each(Object.entries(networks))('the network %s', async (_, network) => {
  expect(tf.getBackend()).toBe('wasm');
  expect(await differenceFromReference(beforeSoftmax(network()))).toBeLessThan(1e-5);
});
