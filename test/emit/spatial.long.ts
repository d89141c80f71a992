// Every op over one, two and three axes: the numbers, the gradients, the way through a file, the types.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { typeErrors } from '../support/generated-module.js';
import { predict } from '../support/generated-model.js';
import { differenceFromReference, trial } from './run-module.js';
import { slopeError } from './slope.js';
import { layers, maps, spatialNetwork } from './spatial-networks.js';
import { throughJson } from './through-json.js';

beforeAll(() => tf.setBackend('cpu'));

/** The modules, by the name of a file. */
const texts = new Map<string, string>();

describe.each(Object.entries(maps))('%s', (axes, map) => {
  it.each(Object.entries(layers))('%s', async (name, layer) => {
    const graph = spatialNetwork(map, layer);
    const text = await emitTypeScript(graph, { sourceName: 'test.cnn' });
    texts.set(`${axes} ${name}.ts`, text);
    expect(await differenceFromReference(graph, 1, text)).toBeLessThan(1e-5);
    const run = await trial(graph, 3, text);
    expect(slopeError(graph, run)).toBeLessThan(1e-4);
    const loaded = await throughJson(run.model);
    expect(predict(loaded, run.inputs)).toEqual(predict(run.model, run.inputs));
  });
});

it('are modules that compile', () => {
  expect(texts.size).toBe(Object.keys(maps).length * Object.keys(layers).length);
  expect(typeErrors(texts)).toEqual([]);
});
