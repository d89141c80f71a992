// Every token of every text that reads without mistakes has the scope that its kind and its place in
// the tree ask for; the lexer and the parser of cnnc say which.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { compile, isError } from '../../compiler/index.js';
import { layers } from '../../compiler/layers/index.js';
import { networkText } from '../support/random-text.js';
import { colours, grammarOf } from './colours.js';
import { expectedScopes } from './expected-scopes.js';

const grammar = await grammarOf('source.cnn');

/** The tokens whose scopes are others than those asked for, as lines; none where all is well. */
function misfits(text: string): string[] {
  const coloured = colours(grammar, text);
  const isWhole = !compile(text).diagnostics.some(isError);
  // Of words that the compiler does not know nothing can be asked, but that no layer is missed.
  const wanted = (expectedScopes(text) ?? []).filter(
    ({ isWord, scope }) => isWhole || !isWord || scope === 'support.function.layer',
  );
  return wanted.flatMap(({ start, image, scope }) => {
    const found = coloured.filter((each) => each.start < start + image.length && each.end > start);
    const isFit = found.length > 0 && found.every(({ scopes }) => scopes.some((each) => each.startsWith(`${scope}.`)));
    return isFit ? [] : [`${lineOf(text, start)}: ${image} should be ${scope}, is ${found.map(({ scopes }) => scopes.join(' ')).join(', ')}`];
  });
} // prettier-ignore

function lineOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}: ${text.split('\n')[before.length - 1].trim()}`;
}

describe('every token has the scope of its kind', () => {
  const files = globSync(['examples/**/*.cnn', 'test/golden/**/*.cnn'], { ignore: ['**/wide*'] }).toSorted();
  const readable = files.filter((file) => expectedScopes(readFileSync(file, 'utf8')) !== undefined);

  it('in most files', () => {
    expect(readable.length).toBeGreaterThan(files.length / 2);
  });

  it.each(readable)('%s', (file) => {
    expect(misfits(readFileSync(file, 'utf8'))).toEqual([]);
  });

  it('in the examples of all layers', () => {
    for (const { documentation } of layers.values()) expect(misfits(documentation.example)).toEqual([]);
  });

  it('in random networks', () => {
    fc.assert(
      fc.property(networkText({ smooth: false }), (text) => {
        expect(misfits(text)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
