// A word that is no layer, block or value: misspelt, or known by another name elsewhere.

import type { Word } from '../../grammar/ast.js';
import type { Draft } from '../diagnostics/draft.js';
import { layers } from '../layers/index.js';
import { replacing } from './argument-mistakes.js';
import { ownNameOf } from './foreign-layers.js';
import { nearest } from './nearest.js';
import type { Scope } from './scope.js';

export function unknownLayer(word: Word, scope: Scope): Draft {
  const { text, span } = word;
  if (scope.hasValue(text)) return valueAsLayer(word);
  const known = [...layers.keys(), 'input', ...firstOf(scope.blockNames), ...firstOf(scope.valueNames)];
  const meant = ownNameOf(text) ?? nearest(text, known);
  return {
    code: 'CNN201',
    span,
    message: `there is no layer \`${text}\``,
    help: meant
      ? `did you mean \`${meant}\`?`
      : 'layers are conv, pool, dense, flatten, bn, dropout, the activations, concat, add, residual, inception and others; `block` declares one of your own',
    candidates: meant ? [replacing(span, meant)] : [],
  };
}

function valueAsLayer({ text, span }: Word): Draft {
  return {
    code: 'CNN201',
    span,
    message: `\`${text}\` is a value, not a layer`,
    help: `\`from ${text}\` goes on from it; at the start of a branch its name is enough`,
    candidates: [replacing(span, `from ${text}`)],
  };
}

/** A name after `from` or `output`. */
export function unknownValue({ text, span }: Word, scope: Scope): Draft {
  const meant = nearest(text, firstOf(scope.valueNames));
  return {
    code: 'CNN202',
    span,
    message: `no value is called \`${text}\``,
    help: meant ? `did you mean \`${meant}\`?` : `name one above: \`conv 8 3x3 as ${text}\``,
    candidates: meant ? [replacing(span, meant)] : [],
  };
}

/** A few are enough for a guess. */
function* firstOf(names: Iterable<string>): Generator<string> {
  let left = 100;
  for (const name of names) {
    if (left-- === 0) return;
    yield name;
  }
}
