// The nodes at an offset, from the file inwards.

import { expect, test } from 'vitest';
import { pathTo } from '../../../compiler/services/path.js';
import { cursorText } from '../cursor-text.js';

test.for([
  ['co‸nv 8 3x3', 'file layer word'],
  ['conv‸ 8 3x3', 'file layer word'],
  ['conv 8 ‸3x3', 'file layer size number'],
  ['conv (a ‸* 2) 3x3', 'file layer size group chain'],
  ['add <identity | con‸v 8 1x1>', 'file layer branches branch layer word'],
  ['block A(b, c = ‸2) { bn }', 'file block parameter size number'],
  ['repeat 2 as ‸i { bn }', 'file repeat word'],
  ['if 1 { b‸n }', 'file if body layer word'],
  ['A x=‸relu', 'file layer named size name'],
  ['train { loss ms‸e }', 'file train setting word'],
  ['use "a.c‸nn"', 'file use path'],
  ['bn  ‸', 'file'],
  ['conv (‸', 'file error'],
] as const)('%s', ([marked, kinds]) => {
  const { analysis, cursors } = cursorText('model.cnn', marked);
  const path = pathTo(analysis.file, cursors[0]);
  expect(path.map(({ kind }) => kind).join(' ')).toBe(kinds);
});
