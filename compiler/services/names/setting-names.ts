// Which words of a training setting may be names: numbers may be parameters, and a loss may be of an output.

import type { Setting, SettingValue, Word } from '../../../grammar/ast.js';

/** How many words of a setting stand before its numbers; every other setting is a number alone. */
const heads: Readonly<Record<string, number>> = { data: 1, optimizer: 1, loss: 1 };

export function namesInSetting({ word, values }: Setting, outputs: ReadonlySet<string>): Word[] {
  const [first] = values;
  const output = word.text === 'loss' && first?.kind === 'word' && outputs.has(first.text) ? [first] : [];
  const rest = values.slice(output.length + (Object.hasOwn(heads, word.text) ? heads[word.text] : 0));
  // Behind the head stands each number after its word: `lr rate`.
  const numbers = Object.hasOwn(heads, word.text) ? rest.filter((_, i) => i % 2 === 1) : rest.slice(0, 1);
  return [...output, ...numbers.filter(isWord)];
}

function isWord(value: SettingValue): value is Word & { readonly kind: 'word' } {
  return value.kind === 'word';
}
