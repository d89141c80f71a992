// What formatting keeps: the tree but for its spans, every word as it was spelt, and the comments between
// the same words as before.

import type { IToken } from 'chevrotain';
import { expect } from 'vitest';
import { tokenize } from '../../grammar/lexer.js';
import { parse } from '../../grammar/parser.js';
import { Source } from '../../grammar/source.js';
import { NewLine, Semicolon } from '../../grammar/tokens.js';

export function expectSameText(after: string, before: string): void {
  expect(wordsOf(after)).toEqual(wordsOf(before));
  expect(commentsOf(after)).toEqual(commentsOf(before));
  expect(treeOf(after)).toBe(treeOf(before));
}

/** As JSON without spans: what the compiler sees but for places. */
function treeOf(text: string): string {
  const { file, errors } = parse(new Source('model.cnn', text));
  expect(errors).toEqual([]);
  return JSON.stringify(file, (key, value: unknown) =>
    key === 'span' || key === 'pathSpan' ? undefined : value,
  );
}

function isWord({ tokenType }: IToken): boolean {
  return tokenType !== NewLine && tokenType !== Semicolon;
}

function wordsOf(text: string): string[] {
  return tokenize(text)
    .tokens.filter(isWord)
    .map(({ image }) => image);
}

interface PlacedComment {
  readonly text: string;
  /** How many words stand before it. */
  readonly after: number;
}

function commentsOf(text: string): PlacedComment[] {
  const { tokens, comments } = tokenize(text);
  const words = tokens.filter(isWord);
  let after = 0;
  return comments.map(({ image, startOffset }) => {
    while (after < words.length && words[after].startOffset < startOffset) after++;
    return { text: image.replace(/[ \t\uFEFF]+$/, ''), after };
  });
}
