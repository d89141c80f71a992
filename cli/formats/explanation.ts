// What a diagnostic says beyond its message, as plain lines: for formats that have one text a mistake.

import type { Diagnostic } from '../../grammar/diagnostic.js';

/** The notes, then the remedies that were tried, else the general advice. */
export function explanationOf({ notes, help, fixes }: Diagnostic): string[] {
  const remedies = fixes.length > 0 ? fixes.map(({ title }) => title) : help === undefined ? [] : [help];
  return [...notes, ...remedies.map((remedy) => `help: ${remedy}`)];
}
