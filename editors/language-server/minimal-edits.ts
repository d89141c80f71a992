// From one text to another by small edits, so that cursors, folds and marks stay where they are.

import type { Source, Span } from '../../grammar/source.js';
import type { PlacedEdit } from './edits.js';

/** What the printer may change: all that stands between words. */
const gap = /[\s;]*/y;

/** The edits that lay a text out anew. Its words are the same; where they are not, all that differs is one edit. */
export function layoutEdits(source: Source, laidOut: string): PlacedEdit[] {
  const edits: PlacedEdit[] = [];
  const before = source.text;
  let [i, j] = [0, 0];
  while (i < before.length || j < laidOut.length) {
    if (before[i] !== laidOut[j] || isGap(before[i])) {
      const [endBefore, endAfter] = [gapEnd(before, i), gapEnd(laidOut, j)];
      if (endBefore === i && endAfter === j) return wholeEdit(source, laidOut);
      edits.push(...trimmed(source, { start: i, end: endBefore }, laidOut.slice(j, endAfter)));
      [i, j] = [endBefore, endAfter];
    } else {
      i++;
      j++;
    }
  }
  return edits;
}

/** All that differs, as one edit; none where nothing does. */
export function wholeEdit(source: Source, text: string): PlacedEdit[] {
  return trimmed(source, { start: 0, end: source.text.length }, text);
}

/** Without what is the same at the start and at the end of both. */
function trimmed(source: Source, span: Span, text: string): PlacedEdit[] {
  const old = source.slice(span);
  if (old === text) return [];
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start++;
  if (isInPair(old, start) || isInPair(text, start)) start--;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  if (isInPair(old, old.length - end) || isInPair(text, text.length - end)) end--;
  return [
    {
      source,
      span: { start: span.start + start, end: span.end - end },
      text: text.slice(start, text.length - end),
    },
  ];
}

function isGap(character: string): boolean {
  return /[\s;]/.test(character);
}

function gapEnd(text: string, from: number): number {
  gap.lastIndex = from;
  return from + (gap.exec(text)?.[0].length ?? 0);
}

/** Whether a cut here would tear apart a character of two code units, or a line break of two characters. */
function isInPair(text: string, at: number): boolean {
  const pair = text.slice(Math.max(0, at - 1), at + 1);
  return pair === '\r\n' || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair);
}
