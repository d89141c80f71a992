// Every op over one, two and three axes, on both backends that start anywhere; and the types of all modules.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { globSync } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScriptInference } from '../../../compiler/emit/typescript-inference/index.js';
import { optimize } from '../../../compiler/passes/optimize/index.js';
import { typeErrors } from '../../support/generated-module.js';
import { layers, maps, spatialNetwork } from '../spatial-networks.js';
import { differenceFromReference } from './run-module.js';

/** The modules, by the name of a file. */
const texts = new Map<string, string>();

describe.each(['cpu', 'wasm'])('%s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  describe.each(Object.entries(maps))('%s', (axes, map) => {
    it.each(Object.entries(layers))('%s', async (name, layer) => {
      expect(tf.getBackend()).toBe(backend);
      const graph = spatialNetwork(map, layer);
      const text = await emitTypeScriptInference(optimize(graph).graph, { sourceName: 'test.cnn' });
      texts.set(`${axes} ${name}.ts`, text);
      expect(await differenceFromReference(graph, 1, text)).toBeLessThan(1e-5);
    });
  });
});

it('are modules that compile, as the golden ones are', async () => {
  expect(texts.size).toBe(Object.keys(maps).length * Object.keys(layers).length);
  for (const file of globSync('test/golden/emit-inference/*.ts')) {
    texts.set(basename(file), await readFile(file, 'utf8'));
  }
  expect(typeErrors(texts)).toEqual([]);
});
