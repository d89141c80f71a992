// How much a network and its training step multiply, counted by hand.

import { expect, it } from 'vitest';
import { compile, summarize } from '../../compiler/index.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { multiplyAccumulates } from '../../runtime/measure/multiply-accumulates.js';
import { examples } from '../agreement/networks.js';

function counted(text: string): { forward: number; step: number; summarized: number } {
  const { graph, model, training } = compile(text);
  if (graph === undefined) throw new Error('the network does not check');
  const step = multiplyAccumulates(differentiate(graph, training));
  return { forward: multiplyAccumulates(graph), step, summarized: summarize(model).macs };
}

it('counts a chain: thrice forward, but for the gradient of the input', () => {
  // conv: 3·3·1·2 weights at 4x4 places = 288; dense: 32·10 = 320.
  const { forward, step } = counted('input 6x6x1\nconv 2 3x3 relu\nflatten\ndense 10 softmax');
  expect(forward).toBe(288 + 320);
  expect(step).toBe(3 * (288 + 320) - 288);
});

it('counts each branch that reads the input', () => {
  // Two convolutions of the input, 9·2 at 6x6 = 648 and 1·3 at 6x6 = 108; dense 5·10.
  const { forward, step } = counted(
    'input 6x6x1\nconcat <conv 2 3x3 same | conv 3 1x1>\npool avg global\ndense 10 softmax',
  );
  expect(forward).toBe(648 + 108 + 50);
  expect(step).toBe(3 * (648 + 108 + 50) - 648 - 108);
});

it('counts groups and transposed convolutions', () => {
  // Depthwise: 3·3·4 weights at 4x4 = 576; turned round: 2·2·4·3 weights at the 4x4 places that it reads = 768.
  const { forward, step } = counted(
    'input 4x4x4\ndepthwise 3x3 same\nconv-transpose 3 2x2 stride 2\npool avg global\ndense 2 softmax',
  );
  expect(forward).toBe(576 + 768 + 6);
  expect(step).toBe(3 * (576 + 768 + 6) - 576);
});

it.each(examples.map(({ file, text }) => [file, text]))('counts what the summary of %s counts', (_, text) => {
  const { forward, summarized } = counted(text);
  expect(forward).toBe(summarized);
});
