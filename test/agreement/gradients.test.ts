// Gradients of whole networks, from their texts: the reference's against central finite
// differences along random directions, the ONNX engine's against the reference's.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { compile, summarize } from '../../compiler/index.js';
import type { Loss } from '../../compiler/graph/graph.js';
import { gradientDifference } from '../onnx/comparison.js';
import { networkText } from '../support/random-text.js';
import { directionalDifference } from './directional-difference.js';

const losses: readonly Loss[] = ['cross-entropy', 'binary-cross-entropy', 'mse'];
const ends = { 'cross-entropy': 'softmax', 'binary-cross-entropy': 'sigmoid', mse: '' } as const;

/** The plain reference needs seconds a step for larger ones. */
const mostMacs = 20e6;
const examples = globSync('examples/**/*.cnn')
  .toSorted()
  .map((file) => ({ file, ...compile(readFileSync(file, 'utf8')) }))
  .filter(({ model }) => summarize(model).macs < mostMacs);

describe('the reference follows finite differences to 1e-6', () => {
  it.each(examples)('$file', ({ graph, training }) => {
    if (graph === undefined) throw new Error('an example does not check');
    // ReLU and maximum pools have kinks: so small a step seldom crosses one.
    expect(directionalDifference(graph, training.loss, 1, 1e-7)).toBeLessThan(1e-6);
  });

  it.each(losses)('random smooth networks under %s', (loss) => {
    for (const [i, text] of smoothTexts(loss, 15).entries()) {
      const { graph } = compile(text);
      if (graph === undefined) throw new Error(text);
      expect({ text, difference: Math.max(1e-6, directionalDifference(graph, loss, i, 1e-5)) }).toEqual({
        text,
        difference: 1e-6,
      });
    }
  });
});

describe('the ONNX engine follows the reference to 1e-5', () => {
  it.each(losses)('random smooth networks under %s', async (loss) => {
    for (const [i, text] of smoothTexts(loss, 15).entries()) {
      const { graph } = compile(text);
      if (graph === undefined) throw new Error(text);
      const difference = Math.max(1e-5, await gradientDifference(graph, loss, 8, i));
      expect({ text, difference }).toEqual({ text, difference: 1e-5 });
    }
  });
});

function smoothTexts(loss: Loss, count: number): string[] {
  const end = fc.constantFrom('', ends[loss]);
  return fc.sample(networkText({ smooth: true }, end), { numRuns: count, seed: 7 });
}
