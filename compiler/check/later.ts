// What belongs to the language and not to this version: said once, plainly, with what to do instead.

import type { LaterStatement, Word } from '../../grammar/ast.js';
import type { Draft } from '../diagnostics/draft.js';

const statements: Readonly<Record<string, string>> = {
  use: 'put the layers of that file here',
  block: 'write its layers out where it is called',
  repeat: 'write its layers out, once for each copy',
  if: 'write out the layers of the case that you want',
  from: 'use the named value as a branch: `concat <stem | conv 8 3x3 same>`',
  output: 'take the line out: the last layer is the output',
};

const layers: Readonly<Record<string, string>> = {
  'conv-transpose': '',
  depthwise: 'write `conv` with as many groups and maps as there are channels',
  separable: 'write its two convolutions: one with a group for each channel, and a 1x1',
  reshape: '',
  'zero-pad': 'write `pad` after the layer that follows',
  crop: '',
  upsample: '',
  shuffle: '',
  scale: '',
  lrn: 'write `bn`',
  multiply: '',
  residual: 'write `add <... | identity>`',
};

export function isLaterLayer(word: string): boolean {
  return Object.hasOwn(layers, word);
}

export function laterStatement({ word }: LaterStatement): Draft {
  return notYet(word, statements[word.text] ?? '');
}

export function laterLayer(word: Word): Draft {
  return notYet(word, layers[word.text]);
}

function notYet({ text, span }: Word, instead: string): Draft {
  const message = `\`${text}\` is part of the language, but not in this version of cnnc`;
  return {
    code: 'CNN208',
    span,
    message,
    help: instead || 'this version has no other way to write it: take it out',
  };
}
