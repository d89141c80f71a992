// A word that is no layer, block or value: misspelt, known by another name elsewhere, or a name of
// something else.

import type { Word } from '../../grammar/ast.js';
import type { Draft } from '../diagnostics/draft.js';
import { layers } from '../layers/index.js';
import { replacing } from './argument-mistakes.js';
import { ownNameOf } from './foreign-layers.js';
import { nearest } from './nearest.js';
import type { Scope } from './scope.js';

export function unknownLayer(word: Word, scope: Scope): Draft {
  const { text, span } = word;
  const absent = absence(word, scope);
  if (absent) return { code: 'CNN201', ...absent };
  const kind = scope.kindOf(text);
  if (kind === 'value') return valueAsLayer(word);
  if (kind === 'parameter') {
    const help = 'numbers stand after a layer: `conv 8 3x3`';
    return { code: 'CNN201', span, message: `\`${text}\` is a number, not a layer`, help };
  }
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
export function unknownValue(word: Word, scope: Scope): Draft {
  const { text, span } = word;
  const absent = absence(word, scope) ?? otherKind(word, scope);
  if (absent) return { code: 'CNN202', ...absent };
  if (scope.isAutomatic(text)) {
    const message = `\`${text}\` is what a layer is called, and names no value`;
    return { code: 'CNN202', span, message, help: 'name its value yourself: `conv 8 3x3 as stem`' };
  }
  const meant = nearest(text, firstOf(scope.valueNames));
  return {
    code: 'CNN202',
    span,
    message: `no value is called \`${text}\``,
    help: meant ? `did you mean \`${meant}\`?` : `name one above: \`conv 8 3x3 as ${text}\``,
    candidates: meant ? [replacing(span, meant)] : [],
  };
}

type Reason = Pick<Draft, 'span' | 'message' | 'related' | 'help'>;

function otherKind({ text, span }: Word, scope: Scope): Reason | undefined {
  const kind = scope.kindOf(text);
  if (kind === 'parameter')
    return { span, message: `\`${text}\` is a number, not a value of the network`, help: naming };
  if (kind !== 'block') return undefined;
  const message = `\`${text}\` is a block, not a value of the network`;
  return { span, message, help: `name what a call of it makes: \`${text} as stem\`` };
}

const naming = '`as` names the value that a layer makes: `conv 8 3x3 as stem`';

/** Of a name that was declared, but does not hold here. */
export function absence({ text, span }: Word, scope: Scope): Reason | undefined {
  if (scope.kindOf(text) !== undefined) return undefined;
  const found = scope.absence(text);
  if (found === undefined) return undefined;
  if (found === 'unseen') {
    const message = `\`${text}\` is a value of the file, which a block does not see`;
    return { span, message, help: 'a block sees what reaches it, its parameters, and values that it names' };
  }
  return {
    span,
    message: `\`${text}\` is not known here: it ended with the \`{ }\` in which it was named`,
    related: [{ ...found, message: 'named here' }],
    help: 'what flows out of a `{ }` goes on: `identity as NAME` after it names that',
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
