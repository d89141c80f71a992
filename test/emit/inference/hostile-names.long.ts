// No text of a network can become code of a module for predictions either.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScriptInference } from '../../../compiler/emit/typescript-inference/index.js';
import { optimize } from '../../../compiler/passes/optimize/index.js';
import { branching, chain, hostile, namesCalled } from '../hostile.js';
import { differenceFromReference } from './run-module.js';

beforeAll(() => tf.setBackend('cpu'));

describe.each(Object.entries(hostile))('%s', (_, name) => {
  it.each(Object.entries({ chain, branching }))('in a network that is a %s', async (_kind, network) => {
    const graph = network(name);
    const text = await emitTypeScriptInference(optimize(graph).graph, { sourceName: name });
    expect(text).toMatch(/^\/\/ Compiled by cnnc from [^\n]*\n\/\/ [^\n]*\n\nimport /);
    expect(namesCalled(text)).not.toContain('globalThis');
    expect(await differenceFromReference(graph, 1, text)).toBeLessThan(1e-5);
    expect(globalThis).not.toHaveProperty('pwned');
  });
});
