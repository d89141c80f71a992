// The colours of two texts, word by word: under each line its words with their scopes.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { colours, grammarOf } from './colours.js';

const folder = 'test/textmate/snapshots';
const grammar = await grammarOf('source.cnn');

/** `conv support.function.layer`. */
function snapshot(text: string): string {
  const words = colours(grammar, text);
  const lines: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const own = words.filter((word) => start <= word.start && word.start < end);
    lines.push(line, ...own.map((word) => described(text.slice(word.start, word.end).trim(), word.scopes)));
    start = end + 1;
  }
  return lines.join('\n');
}

function described(word: string, scopes: readonly string[]): string {
  return `    ${word.padEnd(16)} ${scopes.map((scope) => scope.replace(/\.cnn$/, '')).join(' ')}`.trimEnd();
}

it.each(['tour', 'broken'])('%s.cnn', async (name) => {
  const text = readFileSync(`${folder}/${name}.cnn`, 'utf8');
  await expect(snapshot(text)).toMatchFileSnapshot(`snapshots/${name}.scopes`);
});
