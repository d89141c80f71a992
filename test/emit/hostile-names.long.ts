// No text of a network can become code: whatever names contain, the module compiles, says only what
// it should, and computes the same.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { typeErrors } from '../support/generated-module.js';
import { branching, chain, hostile, namesCalled } from './hostile.js';
import { differenceFromReference } from './run-module.js';

beforeAll(() => tf.setBackend('cpu'));

const cases = Object.entries(hostile);
/** The modules, by the name of a file. */
const texts = new Map<string, string>();

describe.each(cases)('%s', (title, name) => {
  it.each(Object.entries({ chain, branching }))('in a network that is a %s', async (kind, network) => {
    const graph = network(name);
    const text = await emitTypeScript(graph, { sourceName: name });
    texts.set(`${title} ${kind}.ts`, text);
    expect(text).toMatch(/^\/\/ Compiled by cnnc from [^\n]*\n\/\/ [^\n]*\n\nimport /);
    expect(namesCalled(text)).not.toContain('globalThis');
    expect(await differenceFromReference(graph, 1, text)).toBeLessThan(1e-5);
    expect(globalThis).not.toHaveProperty('pwned');
  });
});

it('compiles all of them', () => {
  expect(texts.size).toBe(2 * cases.length);
  expect(typeErrors(texts)).toEqual([]);
});
