// Paths between the quotes behind `use` and `data`.

import type { Piece } from '../cursor.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

export function filesIn({ pieces, paths, cursor, analysis }: Situation): {
  suggestions: Suggestion[];
  start: number;
} {
  const { text } = analysis.source;
  const start = text.lastIndexOf('"', cursor.span.start - 1) + 1;
  const wanted = paths.filter((path) => fits(pieces, path));
  return {
    start,
    suggestions: wanted.map((label) => ({ label, kind: 'file', text: quotable(label), rank: 0 })),
  };
}

/** `use` wants texts, `data` folders. */
function fits([word]: readonly Piece[], path: string): boolean {
  if (word?.text === 'use') return path.endsWith('.cnn');
  return word?.text === 'data' && !path.endsWith('.cnn');
}

/** As it stands in a JSON string, without its quotes. */
function quotable(path: string): string {
  return JSON.stringify(path).slice(1, -1);
}
