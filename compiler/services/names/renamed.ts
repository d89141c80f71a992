// Whether texts in which a name was replaced still mean what they meant: checked again, with no new
// mistake, and with every name bound to what it was bound to.

import { applyEdits } from '../../check/remedies.js';
import { stringOf } from '../../../grammar/literals.js';
import { isError, type Diagnostic } from '../../../grammar/diagnostic.js';
import { Source } from '../../../grammar/source.js';
import { analyze, type Analysis } from '../../compile.js';
import type { ReadFile } from '../../read-file.js';
import type { Declaration, Occurrence } from './declaration.js';
import { namesOf } from './names-of.js';
import type { PlacedEdit } from './placed-edit.js';

/** Why not, in one sentence; undefined where it does. */
export function changeOfMeaning(analysis: Analysis, edits: readonly PlacedEdit[]): string | undefined {
  const after = edited(analysis, edits);
  const mistakes = newMistakes(analysis, after);
  // What a word that is no name any more leads to says less than where that is.
  const clash = mistakes.find(({ code }) => code === 'CNN203');
  return told(clash) ?? otherBinding(analysis, after, edits) ?? told(mistakes[0]);
}

function edited(analysis: Analysis, edits: readonly PlacedEdit[]): Analysis {
  const { source, uses } = analysis;
  const textOf = ({ name, text }: Source) => applyEdits(text, editsIn(name, edits));
  const readFile: ReadFile = (path, from) => {
    const use = uses.find((each) => each.from.name === from && stringOf(each.from.slice(each.span)) === path);
    if (use) return { name: use.used.name, text: textOf(use.used) };
    return { failure: `\`${path}\` could not be read`, remedy: 'check the path' };
  };
  return analyze(new Source(source.name, textOf(source)), { file: source.name, readFile });
}

function editsIn(name: string, edits: readonly PlacedEdit[]): readonly PlacedEdit[] {
  return edits.filter(({ source }) => source.name === name);
}

function newMistakes(before: Analysis, after: Analysis): readonly Diagnostic[] {
  const errors = after.diagnostics.filter(isError);
  if (errors.length <= before.diagnostics.filter(isError).length) return [];
  const known = new Set(before.diagnostics.map(({ code, message }) => `${code} ${message}`));
  return errors.filter(({ code, message }) => !known.has(`${code} ${message}`));
}

function told(mistake: Diagnostic | undefined): string | undefined {
  if (mistake === undefined) return undefined;
  const { message, source, span } = mistake;
  return `${message} (${source.name}:${source.position(span.start).line})`;
}

function otherBinding(before: Analysis, after: Analysis, edits: readonly PlacedEdit[]): string | undefined {
  const now = new Map(namesOf(after).map((text) => [text.source.name, text]));
  const isMoved = (name: string, start: number) => moved(start, editsIn(name, edits));
  for (const { source, occurrences } of namesOf(before)) {
    const text = now.get(source.name);
    const found = bindings(source.name, text?.occurrences ?? [], (_, start) => start);
    const wanted = bindings(source.name, occurrences, isMoved);
    const other = [...wanted, ...found].find(([start]) => found.get(start) !== wanted.get(start));
    if (other !== undefined)
      return `line ${text?.source.position(other[0]).line ?? 1} of ${source.name} would mean something else`;
  }
  return undefined;
}

/** By where each name stands the place of its declaration. */
function bindings(
  own: string,
  occurrences: readonly Occurrence[],
  place: (name: string, start: number) => number,
): Map<number, string> {
  const keyAt = ({ source, span }: Declaration) => `${source.name} ${place(source.name, span.start)}`;
  return new Map(occurrences.map(({ span, declaration }) => [place(own, span.start), keyAt(declaration)]));
}

function moved(start: number, edits: readonly PlacedEdit[]): number {
  const earlier = edits.filter(({ span }) => span.start < start);
  return earlier.reduce((at, { span, text }) => at + text.length - (span.end - span.start), start);
}
