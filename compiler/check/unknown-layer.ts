// A layer's word that is none: misspelt, known by another name elsewhere, or still to come.

import type { Word } from '../../grammar/ast.js';
import type { Draft } from '../diagnostics/draft.js';
import { layers } from '../layers/index.js';
import { ownNameOf } from './foreign-layers.js';
import { isLaterLayer, laterLayer } from './later.js';
import { nearest } from './nearest.js';

export function unknownLayer(word: Word, valueNames: Iterable<string>): Draft {
  if (isLaterLayer(word.text)) return laterLayer(word);
  const { text, span } = word;
  const known = [...layers.keys(), 'input', ...firstOf(valueNames)];
  const meant = ownNameOf(text) ?? nearest(text, known);
  const otherwise =
    'layers are conv, pool, dense, flatten, bn, dropout, the activations, concat, add, inception';
  return {
    code: 'CNN201',
    span,
    message: `there is no layer \`${text}\``,
    help: meant ? `did you mean \`${meant}\`?` : otherwise,
    ...(meant && {
      candidates: [{ edits: [{ span, text: meant }], safe: false, title: () => `write \`${meant}\`` }],
    }),
  };
}

/** A misspelt branch may have meant a value; a few are enough for a guess. */
function* firstOf(names: Iterable<string>): Generator<string> {
  let left = 100;
  for (const name of names) {
    if (left-- === 0) return;
    yield name;
  }
}
