// Every token of every text that reads without mistakes has the scope that its kind and its place in
// the tree ask for; the lexer and the parser of cnnc say which.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { layers } from '../../compiler/layers/index.js';
import { networkText } from '../support/random-text.js';
import { colours, grammarOf } from './colours.js';
import { expectedScopes } from './expected-scopes.js';

const grammar = await grammarOf('source.cnn');

/**
 * The tokens whose scopes are others than those asked for, as lines; none where all is well. Of words that
 * the compiler may not know nothing can be asked, but that no layer is missed.
 */
function misfits(text: string, isKnown: boolean): string[] {
  const coloured = colours(grammar, text);
  let next = 0;
  return (expectedScopes(text) ?? []).flatMap(({ start, image, scope, isWord }) => {
    while (next < coloured.length && coloured[next].end <= start) next++;
    if (!isKnown && isWord && scope !== 'support.function.layer') return [];
    const found: string[][] = [];
    for (let i = next; i < coloured.length && coloured[i].start < start + image.length; i++)
      found.push([...coloured[i].scopes]);
    const isFit =
      found.length > 0 && found.every((scopes) => scopes.some((each) => each.startsWith(`${scope}.`)));
    return isFit ? [] : [`${lineOf(text, start)}: ${image} should be ${scope}, is ${found.join(' and ')}`];
  });
}

function lineOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}: ${text.split('\n')[before.length - 1].trim()}`;
}

describe('every token has the scope of its kind', () => {
  const files = globSync(['examples/**/*.cnn', 'test/golden/**/*.cnn']).toSorted();
  const readable = files.filter((file) => expectedScopes(readFileSync(file, 'utf8')) !== undefined);

  it('in most files', () => {
    expect(readable.length).toBeGreaterThan(files.length / 2);
  });

  it.each(readable)('%s', (file) => {
    expect(misfits(readFileSync(file, 'utf8'), !/errors|fmt|reported/.test(file))).toEqual([]);
  });

  it('in the examples of all layers', () => {
    for (const { documentation } of layers.values()) expect(misfits(documentation.example, true)).toEqual([]);
  });

  it('in random networks', () => {
    fc.assert(
      fc.property(networkText({ smooth: false }), (text) => {
        expect(misfits(text, true)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
