// The same modules on the WebAssembly backend, whose kernels are others.

import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { beforeSoftmax } from '../support/before-softmax.js';
import { networks } from './networks.js';
import { differenceFromReference } from './run-module.js';
import { layers, maps, spatialNetwork } from './spatial-networks.js';

beforeAll(async () => {
  await tf.setBackend('wasm');
  await tf.ready();
});

it.each(Object.entries(networks))('the network %s', async (_, network) => {
  expect(tf.getBackend()).toBe('wasm');
  expect(await differenceFromReference(beforeSoftmax(network()))).toBeLessThan(1e-5);
});

describe.each(Object.entries(maps))('%s', (_, map) => {
  it.each(Object.entries(layers))('%s', async (_, layer) => {
    expect(await differenceFromReference(spatialNetwork(map, layer))).toBeLessThan(1e-5);
  });
});
