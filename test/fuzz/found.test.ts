// Texts to which fuzzing has shortened what broke a promise, each with all promises about it.

import { expect, it } from 'vitest';
import { isError } from '../../compiler/index.js';
import { expectAllPromises } from './all-promises.js';

const all = 0;

it.each([
  ['blanks beside signs are no difference', 'input (4*n)x8x(n)\nconv (n+1) 3\nparam n = 1+1\n'],
  ['blanks beside signs are no difference in what is broken', 'conv convcross-entropy '],
  ['one mark of two that close nothing', '}}'],
  ['a name that two layers have', 'input 6x6x2 as stem\ncrop 0x3 as stem\n'],
  ['a backslash before the quotation mark that closes a string', '"\\\n'],
  ['a setting that ends with a comma', 'train { augment shift 10%,;zoom 10%\n loss mse, ;\n batch 64,\n}\n'],
  ['a difference from a wildcard', 'conv _ - conv '],
  ['a sign of comments in a string', '"#"3xx'],
  ['comments that a message quotes', 'conv x <pool avg\n# own\nglobal;\n# own\n\ndense 8>\n'],
  [
    'a comment that a message nearly quotes',
    'input 8x8x4\nrelu <conv in.height 99x1 global rleu -> 4\n# own line\nbn | depthwise 1x1 same>\n',
  ],
  ['a line that moves', 'input 8x8x1; relu\n\n\n# cnnc-allow CNN603\nconv 3 3; bn\n'],
])('%s', async (_, text) => {
  await expectAllPromises(text, all);
});

it.each([
  [
    'a block that nothing calls may take words and values',
    'block A(level, act = relu, end) {\n  concat <level; conv 1 1 act | identity>\n  from level\n  conv 1 1 end\n}\n',
  ],
  ['`bn(...)` may come after an activation that takes a number', 'input 8x8x1\nconv 3 3 elu bn(eps 1e-5)\n'],
  [
    'a branch may start with `bn(...)`',
    'input 8x8x1\nconcat <bn(nocenter) | leaky(0.2) as v; conv 1 1> relu\n',
  ],
  ['a short form may start with a call', 'input 8x8x1\ninception <max(1, 2), 2 3, 1 (2), 4>\n'],
])('%s', async (_, text) => {
  const { diagnostics } = await expectAllPromises(text, all);
  expect(diagnostics.filter(isError)).toEqual([]);
});

it.each([
  ['conv 16 -(n) 3', ['write `16 - (…` for the difference']],
  ['conv 16 -max(1, 2) 3', ['write `16 - max…` for the difference']],
])('%s: no remedy cuts a calculation apart', async (line, titles) => {
  const { diagnostics } = await expectAllPromises(`param n = 3\ninput 8x8x1\n${line}\n`, all);
  expect(diagnostics.flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual(titles);
});
