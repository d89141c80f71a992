// Whether edits have helped. No text may become worse, and to bring to light what a mistake hid is not worse.

import type { Diagnostic } from '../../../grammar/diagnostic.js';
import { isError } from '../../../grammar/diagnostic.js';
import { Source } from '../../../grammar/source.js';
import type { Chosen, IdentityOf, Texts } from './choose-fixes.js';

interface State {
  readonly texts: Texts;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Made {
  /** All that lie between the original and `after`. */
  readonly edits: readonly Chosen[];
  /** How many of them `before` had not yet. */
  readonly added: number;
  readonly identityOf: IdentityOf;
}

export function isBetter(before: State, after: State, { edits, added, identityOf }: Made): boolean {
  const errors = countOf(after, isError) - countOf(before, isError);
  const all = after.diagnostics.length - before.diagnostics.length;
  const mended = edits.slice(-added).filter(({ diagnostic }) => isError(diagnostic)).length;
  // What is only unusual is looked for where no error is left: then it comes to light.
  const isWhole = mended > 0 && countOf(after, isError) === 0;
  // Each edit mends its mistake and none adds one.
  if (errors <= -mended && (isWhole || all - errors <= mended - added)) return true;
  // One edit alone may show one mistake in place of its own, if it did not make it.
  return added === 1 && errors <= 0 && all <= 0 && bringsToLight(before, after, edits, identityOf);
}

function countOf({ diagnostics }: State, counts: (diagnostic: Diagnostic) => boolean): number {
  return diagnostics.filter(counts).length;
}

/** The mended one is gone, and on the edited lines stands nothing that did not stand there before. */
function bringsToLight(
  before: State,
  after: State,
  edits: readonly Chosen[],
  identityOf: IdentityOf,
): boolean {
  const known = new Set(before.diagnostics.map(signatureOf));
  const fresh = after.diagnostics.filter((diagnostic) => !known.has(signatureOf(diagnostic)));
  const last = edits[edits.length - 1];
  const gone = !after.diagnostics.some((each) => signatureOf(each) === signatureOf(last.diagnostic));
  return (
    gone &&
    fresh.every((diagnostic) => {
      const identity = identityOf(diagnostic.source.name);
      return !isOnEditedLine(diagnostic, identity, edits, after.texts);
    })
  );
}

function signatureOf({ source, code, message }: Diagnostic): string {
  return `${source.name} ${code} ${message}`;
}

function isOnEditedLine(
  diagnostic: Diagnostic,
  identity: string,
  edits: readonly Chosen[],
  texts: Texts,
): boolean {
  const { line } = diagnostic.source.position(diagnostic.span.start);
  return editedLines(identity, edits, texts.get(identity) ?? '').has(line);
}

/** The lines of the edited text that hold an edit. */
function editedLines(identity: string, edits: readonly Chosen[], text: string): Set<number> {
  const source = new Source(identity, text);
  const lines = new Set<number>();
  let shift = 0;
  const own = edits.filter((each) => each.identity === identity).flatMap(({ fix }) => fix.edits);
  for (const { span, text: words } of own.toSorted((a, b) => a.span.start - b.span.start)) {
    const start = span.start + shift;
    const [first, last] = [start, start + words.length].map((offset) => source.position(offset).line);
    for (let line = first; line <= last; line++) lines.add(line);
    shift += words.length - (span.end - span.start);
  }
  return lines;
}
