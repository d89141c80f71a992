// The names of layers and weights, on which saved weights depend, and the values of expressions.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { allLayers } from '../../compiler/model.js';

const text = `input image 16x16x4
conv 8 3x3 bn relu
conv 8 3x3 as stem
bn
inception <conv 4 1x1 | conv 4 1x1; conv 4 3x3 prelu as last | pool max 3>
concat <stem | conv 2 1x1>
conv 8 3x3
`;

describe('names', () => {
  const { model, diagnostics } = compile(text);

  it('of layers are the word and its ordinal in its scope, or the given name', () => {
    expect(diagnostics).toEqual([]);
    expect([...allLayers(model.layers)].map(({ name }) => name)).toEqual([
      'image', 'conv1', 'conv1.bn', 'conv1.relu', 'stem', 'bn1', 'inception1.conv1', 'inception1.conv2',
      'inception1.last', 'inception1.last.prelu', 'inception1.pool1', 'inception1', 'concat1.identity1', 'concat1.conv1',
      'concat1', 'conv3',
    ]); // prettier-ignore
  });

  it('of weights are the layer and the role', () => {
    const { graph } = compile(
      'input 8x8x4\nconv 2 3x3 bn prelu\nadd <conv 2 1x1 as x | identity>\nflatten\ndense 3 nobias\n',
    );
    expect(graph?.weights.map(({ name }) => name)).toEqual([
      'conv1/kernel', 'conv1/bias', 'conv1.bn/gamma', 'conv1.bn/beta', 'conv1.bn/mean', 'conv1.bn/variance',
      'conv1.prelu/slope', 'add1.x/kernel', 'add1.x/bias', 'dense1/kernel',
    ]); // prettier-ignore
  });
});

it.each([
  ['2 + 3 * 4', 14],
  ['(2 + 3) * 4', 20],
  ['20 - 5 - 3', 12],
  ['100 / 10 / 2', 5],
  ['2 ^ 3 ^ 2', 512],
  ['600 + -2 ^ 2', 596],
  ['2 ^ -1 * 8', 4],
  ['7 // 2', 3],
  ['10 + -7 // 2', 6],
  ['min(5, 3, 4) + max(1, 2)', 5],
  ['ceil(1.2) + floor(1.8)', 3],
  ['round(2.5) + round(0.4)', 3],
  ['5 + round(-2.5)', 3],
  ['mod(7, 4) + mod(-1, 4)', 6],
  ['pick(1, 5, 6, 7)', 6],
  ['(3 > 2) + (3 < 2) + 1', 2],
  ['(not 0 and 1 or 0) + 1', 2],
  ['65k / 1k', 65],
  ['40% * 10', 4],
  ['0.1 * 30', 3],
])('%s is %d', (expression, value) => {
  const { diagnostics, model } = compile(`param n = ${expression}\ninput 4\ndense n\n`);
  expect(diagnostics).toEqual([]);
  expect(model.outputs[0].shape).toEqual([value]);
});

it('--set overrides a parameter, and what is computed from it', () => {
  const { model } = compile('param n = 4\nparam m = 2 * n\ninput 8\ndense m\n', { set: { n: 16 } });
  expect(model.outputs[0].shape).toEqual([32]);
});
