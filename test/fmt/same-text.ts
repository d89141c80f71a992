// What formatting keeps: the tree but for its spans, every word as it was spelt, and the comments between
// the same words as before.

import type { IToken } from 'chevrotain';
import { tokenize } from '../../grammar/lexer.js';
import { parse } from '../../grammar/parser.js';
import { Source } from '../../grammar/source.js';
import { NewLine, Semicolon } from '../../grammar/tokens.js';
import { promise, promiseSame } from '../fuzz/promises/broken.js';

export function promiseSameText(after: string, before: string): void {
  promiseSame(wordsOf(after), wordsOf(before), 'formatted, a text has the same words');
  promiseSame(commentsOf(after), commentsOf(before), 'formatted, comments stand between the same words');
  promiseSame(treeOf(after), treeOf(before), 'formatted, a text has the same tree');
}

/** As JSON without spans: what the compiler sees but for places. */
function treeOf(text: string): string {
  const { file, errors } = parse(new Source('model.cnn', text));
  promise(errors.length === 0, 'what was formatted reads');
  return JSON.stringify(file, (key, value: unknown) =>
    key === 'span' || key === 'pathSpan' ? undefined : value,
  );
}

function isWord({ tokenType }: IToken): boolean {
  return tokenType !== NewLine && tokenType !== Semicolon;
}

function wordsOf(text: string): string {
  return tokenize(text)
    .tokens.filter(isWord)
    .map(({ image }) => image)
    .join('\n');
}

/** Each with how many words stand before it. */
function commentsOf(text: string): string {
  const { tokens, comments } = tokenize(text);
  const words = tokens.filter(isWord);
  let after = 0;
  const placed = comments.map(({ image, startOffset }) => {
    while (after < words.length && words[after].startOffset < startOffset) after++;
    return `${after} ${image.replace(/[ \t\uFEFF]+$/, '')}`;
  });
  return placed.join('\n');
}
