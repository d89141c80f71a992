// Everywhere that the name under the cursor stands, its declaration included.

import type { Analysis } from '../compile.js';
import type { Place } from './definition.js';
import { keyOf, type Declaration } from './names/declaration.js';
import { namesOf, occurrenceAt, type TextNames } from './names/names-of.js';

/** `workspace` are analyses of other roots, which may `use` this file. */
export function references(
  analysis: Analysis,
  offset: number,
  workspace: readonly Analysis[],
): readonly Place[] {
  const found = occurrenceAt(analysis, offset);
  return found === undefined ? [] : placesOf(found.declaration, [analysis, ...workspace]);
}

/** In the order of the texts, each of which counts once. */
export function placesOf(declaration: Declaration, analyses: readonly Analysis[]): readonly Place[] {
  const key = keyOf(declaration);
  return textsOf(analyses).flatMap(({ source, occurrences }) =>
    occurrences
      .filter((each) => keyOf(each.declaration) === key)
      .map(({ span }) => ({ source, span }))
      .sort((a, b) => a.span.start - b.span.start),
  );
}

/** The texts that were analysed for themselves count before those that others use. */
function textsOf(analyses: readonly Analysis[]): readonly TextNames[] {
  const tables = analyses.map(namesOf);
  const texts = new Map<string, TextNames>();
  for (const text of [...tables.map(([own]) => own), ...tables.flat()])
    if (!texts.has(text.source.name)) texts.set(text.source.name, text);
  return [...texts.values()];
}
