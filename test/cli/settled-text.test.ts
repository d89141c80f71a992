// What a run folder keeps: texts that stand alone, with parameters fixed and used files beside them.

import { expect, it } from 'vitest';
import { settledModel } from '../../cli/settled-text.js';
import { compile } from '../../compiler/compile.js';
import type { ReadFile } from '../../compiler/read-file.js';

const files: Readonly<Record<string, string>> = {
  'blocks.cnn': 'use "parts/more.cnn"\nblock Twice(n) { Once n; Once n }\n',
  'parts/more.cnn': 'block Once(n) { conv n 3x3 same }\n',
};
const readFile: ReadFile = (path) =>
  path in files ? { name: path, text: files[path] } : { failure: 'none', remedy: 'none' };
const text = 'use "blocks.cnn"\nparam maps = 4\ninput 8x8x1\nTwice maps\n';

it('writes what `--set` gave into the text, and the paths of the copies', () => {
  const compilation = compile(text, { file: 'model.cnn', readFile, set: { maps: 6 } });
  expect(compilation.diagnostics).toEqual([]);
  const { source, usedFiles } = settledModel(compilation, { maps: 6 });
  expect(source).toBe(text.replace('blocks', 'used-2').replace('maps = 4', 'maps = 6'));
  expect(Object.fromEntries(usedFiles)).toEqual({
    'used-1.cnn': files['parts/more.cnn'],
    'used-2.cnn': files['blocks.cnn'].replace('parts/more', 'used-1'),
  });
});

it('keeps a network that is the same without the first files', () => {
  const compilation = compile(text, { file: 'model.cnn', readFile });
  const { source, usedFiles } = settledModel(compilation, {});
  const copies: ReadFile = (path) => ({ name: path, text: usedFiles.get(path) as string });
  expect(compile(source, { file: 'model.cnn', readFile: copies }).graph).toEqual(compilation.graph);
});
