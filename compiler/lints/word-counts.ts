// How often words stand in a text, comments left out. Whether an option or a name is meant is not
// looked at: where both could be, a name counts as used.

import type { Source, Span } from '../../grammar/source.js';

export class WordCounts {
  private readonly code: string;
  private readonly all: ReadonlyMap<string, number>;

  constructor({ text }: Source, comments: readonly Span[]) {
    this.code = blanked(text, comments);
    this.all = this.of({ start: 0, end: text.length });
  }

  inText(word: string): number {
    return this.all.get(word) ?? 0;
  }

  inSpan(word: string, span: Span): number {
    return this.of(span).get(word) ?? 0;
  }

  of({ start, end }: Span): Map<string, number> {
    const counts = new Map<string, number>();
    for (const [word] of this.code.slice(start, end).matchAll(/[A-Za-z][A-Za-z0-9_]*/g))
      counts.set(word, (counts.get(word) ?? 0) + 1);
    return counts;
  }
}

/** With blanks for comments, so that places stay. */
function blanked(text: string, comments: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of comments) {
    parts.push(text.slice(at, start), ' '.repeat(end - start));
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}
