// Renames a param, block, block's parameter, counter or value everywhere, or says why it cannot be.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import type { Declaration } from './names/declaration.js';
import { nameMistake } from './names/name-mistake.js';
import { namesOf, occurrenceAt } from './names/names-of.js';
import type { PlacedEdit } from './names/placed-edit.js';
import { changeOfMeaning } from './names/renamed.js';
import { placesOf } from './references.js';

export type { PlacedEdit } from './names/placed-edit.js';

export interface Refusal {
  /** One sentence for the person who asked. */
  readonly refusal: string;
}

/** Whether what stands here can be renamed, and what would be. */
export function prepareRename(
  analysis: Analysis,
  offset: number,
): { readonly span: Span; readonly name: string } | Refusal {
  const found = occurrenceAt(analysis, offset);
  if (found === undefined) return nothingHere;
  const refusal = hiding([analysis], found.declaration);
  return refusal === undefined ? { span: found.span, name: found.declaration.name } : { refusal };
}

const nothingHere = { refusal: 'no name that a text declares stands here' };

/** `workspace` are analyses of other roots, which may `use` this file. */
export function rename(
  analysis: Analysis,
  offset: number,
  name: string,
  workspace: readonly Analysis[],
): { readonly edits: readonly PlacedEdit[] } | Refusal {
  const found = occurrenceAt(analysis, offset);
  if (found === undefined) return nothingHere;
  const { declaration } = found;
  if (name === declaration.name) return { edits: [] };
  const concerned = [analysis, ...workspace].filter((each) => knows(each, declaration));
  const mistake = nameMistake(name) ?? hiding(concerned, declaration);
  if (mistake !== undefined) return { refusal: mistake };
  const edits = placesOf(declaration, concerned).map((place) => ({ ...place, text: name }));
  for (const each of concerned) {
    const change = changeOfMeaning(each, edits);
    if (change !== undefined) return { refusal: `\`${name}\` cannot be its name: ${change}` };
  }
  return { edits };
}

function knows(analysis: Analysis, { source }: Declaration): boolean {
  return namesOf(analysis).some((text) => text.source.name === source.name);
}

/** Behind a mistake of form the name may stand too, unseen. */
function hiding(analyses: readonly Analysis[], { name }: Declaration): string | undefined {
  const mistakes = analyses.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ code }) => code.startsWith('CNN1')),
  );
  if (mistakes.length === 0) return undefined;
  const [{ source, span }] = mistakes;
  return `${source.name}:${source.position(span.start).line} cannot be read, and \`${name}\` may stand there too: mend it first`;
}
