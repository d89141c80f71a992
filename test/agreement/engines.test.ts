// Reference, ONNX engine and generated TypeScript agree on every example and on random networks:
// texts go in at the public door, and the values before the softmax are compared.

import { globSync } from 'tinyglobby';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { beforeSoftmax } from '../support/before-softmax.js';
import { networkText } from '../support/random-text.js';
import { typeErrors } from '../support/generated-module.js';
import { differences } from './differences.js';

const examples = globSync('examples/**/*.cnn').toSorted();
/** As a share of the largest number, max |a − b| / max |b|. */
const bound = 1e-5;

beforeAll(() => tf.setBackend('cpu'));

function graphOf(text: string): Graph {
  const { graph, diagnostics } = compile(text);
  if (graph === undefined) throw new Error(`${diagnostics[0]?.message}\n${text}`);
  return beforeSoftmax(graph);
}

describe('every example', () => {
  it.each(examples)('%s', async (file) => {
    const { onnx, typescript } = await differences(graphOf(readFileSync(file, 'utf8')), 1);
    expect(onnx).toBeLessThan(bound);
    expect(typescript).toBeLessThan(bound);
  });
});

describe('random networks', () => {
  const texts = fc.sample(networkText({ smooth: false }), { numRuns: 60, seed: 2 });

  it('compute the same on all engines', async () => {
    for (const [i, text] of texts.entries()) {
      const { onnx, typescript } = await differences(graphOf(text), i);
      expect({ text, onnx: Math.max(onnx, bound), typescript: Math.max(typescript, bound) }).toEqual({
        text,
        onnx: bound,
        typescript: bound,
      });
    }
  });

  it('become TypeScript that the strictest compiler accepts', async () => {
    const modules = new Map<string, string>();
    for (const [i, text] of [...texts, ...examples.map((file) => readFileSync(file, 'utf8'))].entries()) {
      const graph = compile(text).graph as Graph;
      modules.set(`network-${i}.ts`, await emitTypeScript(graph, { sourceName: `network-${i}.cnn` }));
    }
    expect(typeErrors(modules)).toEqual([]);
  });
});
