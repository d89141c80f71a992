// Gradients of whole networks, from their texts: the reference's against central finite
// differences along random directions, the ONNX engine's against the reference's.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import type { Loss } from '../../compiler/graph/graph.js';
import { gradientDifference } from '../onnx/comparison.js';
import { networkText } from '../support/random-text.js';
import { directionalDifference } from './directional-difference.js';
import { examples } from './networks.js';

const losses = ['cross-entropy', 'binary-cross-entropy', 'mse'] as const satisfies Loss[];
const ends = { 'cross-entropy': 'softmax', 'binary-cross-entropy': 'sigmoid', mse: '' } as const;

const smallExamples = examples
  .filter(({ large }) => !large)
  .map(({ file, text }) => ({ file, ...compile(text) }));

describe('the reference follows finite differences to 1e-6', () => {
  it.each(smallExamples)('$file', ({ graph, training }) => {
    if (graph === undefined) throw new Error('an example does not check');
    // ReLU and maximum pools have kinks: so small a step seldom crosses one.
    expect(directionalDifference(graph, training, 1, 1e-7)).toBeLessThan(1e-6);
  });

  it.each(losses)('random smooth networks under %s', (loss) => {
    for (const [i, text] of smoothTexts(loss, 15).entries()) {
      const { graph } = compile(text);
      if (graph === undefined) throw new Error(text);
      expect({ text, difference: Math.max(1e-6, directionalDifference(graph, { loss }, i, 1e-5)) }).toEqual({
        text,
        difference: 1e-6,
      });
    }
  });
});

// Batch normalisation behind values that hardly differ multiplies the rounding of float32.
const roundingOfFloat32 = 3e-5;

describe('the ONNX engine follows the reference to 3e-5', () => {
  it.each(losses)('random smooth networks under %s', async (loss) => {
    for (const [i, text] of smoothTexts(loss, 15).entries()) {
      const { graph } = compile(text);
      if (graph === undefined) throw new Error(text);
      const difference = Math.max(roundingOfFloat32, await gradientDifference(graph, loss, 8, i));
      expect({ text, difference }).toEqual({ text, difference: roundingOfFloat32 });
    }
  });
});

function smoothTexts(loss: (typeof losses)[number], count: number): string[] {
  const end = fc.constantFrom('', ends[loss]);
  return fc.sample(networkText({ smooth: true }, end), { numRuns: count, seed: 7 });
}
