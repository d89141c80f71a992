// Which remedies to make at once: one a mistake, none over another.

import type { Diagnostic, Fix } from '../../../grammar/diagnostic.js';
import type { Span } from '../../../grammar/source.js';

/** The texts that may be edited, by the identity of their files. */
export type Texts = ReadonlyMap<string, string>;

/** What tells a file from others, from a name that messages give it. */
export type IdentityOf = (name: string) => string;

export interface Choice {
  readonly identityOf: IdentityOf;
  /** Also the first remedy of mistakes that have no safe one. */
  readonly unsafe: boolean;
}

export interface Chosen {
  readonly identity: string;
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  /** Tells the remedy from others, also after edits elsewhere. */
  readonly key: string;
}

/** Remedies by their keys. */
export type Refused = ReadonlyMap<string, Chosen>;

/** @param refused remedies that have been tried in vain */
export function choose(
  { texts, diagnostics }: { readonly texts: Texts; readonly diagnostics: readonly Diagnostic[] },
  refused: Refused,
  { identityOf, unsafe }: Choice,
): Chosen[] {
  const taken = new Map<string, Span[]>();
  return diagnostics.flatMap((diagnostic) => {
    const identity = identityOf(diagnostic.source.name);
    const fix = remedyOf(diagnostic, refused, unsafe);
    if (fix === undefined || !texts.has(identity)) return [];
    const spans = taken.get(identity) ?? [];
    const own = fix.edits.map(({ span }) => span);
    if (own.some((span) => spans.some((other) => meet(span, other)))) return [];
    taken.set(identity, [...spans, ...own]);
    return [{ identity, diagnostic, fix, key: keyOf(diagnostic, fix) }];
  });
}

function remedyOf(diagnostic: Diagnostic, refused: Refused, unsafe: boolean): Fix | undefined {
  const open = diagnostic.fixes.filter((fix) => fix.edits.length > 0 && !refused.has(keyOf(diagnostic, fix)));
  return open.find(({ safe }) => safe) ?? (unsafe && open[0] === diagnostic.fixes[0] ? open[0] : undefined);
}

export function keyOf({ source, span, code, message }: Diagnostic, { title }: Fix): string {
  const { line } = source.position(span.start);
  return JSON.stringify([source.name, code, message, title, source.line(line)]);
}

/** Also where they only touch: then the order of two insertions would be a guess. */
function meet(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}
