// Reference, ONNX engine and generated TypeScript agree on every example and on random networks:
// texts go in at the public door, and the values before the softmax are compared.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { beforeSoftmax } from '../support/before-softmax.js';
import { differences } from './differences.js';
import { examples, randomTexts } from './networks.js';

/** As a share of the largest number, max |a − b| / max |b|. */
const bound = 1e-5;

beforeAll(() => tf.setBackend('cpu'));

function graphOf(text: string): Graph {
  const { graph, diagnostics } = compile(text);
  if (graph === undefined) throw new Error(`${diagnostics[0]?.message}\n${text}`);
  return beforeSoftmax(graph);
}

describe('every example', () => {
  it.each(examples.map((example) => [example.file, example] as const))('%s', async (_, { text, large }) => {
    const { onnx, typescript } = await differences(graphOf(text), 1, large ? 1 : 2);
    expect(onnx).toBeLessThan(bound);
    expect(typescript).toBeLessThan(bound);
  });
});

describe('random networks', () => {
  it('compute the same on all engines', async () => {
    for (const [i, text] of randomTexts.entries()) {
      const { onnx, typescript } = await differences(graphOf(text), i, 2);
      expect({ text, onnx: Math.max(onnx, bound), typescript: Math.max(typescript, bound) }).toEqual({
        text,
        onnx: bound,
        typescript: bound,
      });
    }
  });
});
