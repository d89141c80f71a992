// Drafts and syntax errors become diagnostics.

import type { Diagnostic, Fix, RelatedPlace } from '../../grammar/diagnostic.js';
import { brokenLines } from '../../grammar/parser.js';
import type { Source, Span } from '../../grammar/source.js';
import type { SyntaxError, SyntaxErrorKind, SyntaxFix } from '../../grammar/syntax-error.js';
import { onDemand } from '../on-demand.js';
import type { Code } from './catalogue.js';
import { mostRepeated, type Draft, type RelatedDraft } from './draft.js';

const syntaxCodes: { readonly [K in SyntaxErrorKind]: Code } = {
  'unexpected-character': 'CNN101',
  'unexpected-word': 'CNN102',
  'bad-string': 'CNN103',
  'bad-number': 'CNN104',
  'touching-words': 'CNN105',
  'one-sided-minus': 'CNN106',
  unclosed: 'CNN107',
  unopened: 'CNN107',
  'too-deep': 'CNN108',
  'too-long': 'CNN109',
};

const longestSentence = 400;
/** Of a mistake that stands at many places, so many besides the first are shown. */
const mostPlaces = 3;

/** @param fixes asked for when someone asks the diagnostic for them */
export function settleSyntax(
  error: SyntaxError,
  source: Source,
  fixes: () => readonly SyntaxFix[],
): Diagnostic {
  const { kind, message, span, label, help, also = [] } = error;
  const settled = onDemand(() => fixes().map((fix) => ({ ...fix, title: bounded(fix.title), safe: false })));
  return {
    code: syntaxCodes[kind],
    severity: 'error',
    message: bounded(message),
    source,
    span,
    ...(label !== undefined && { label: bounded(label) }),
    related: alsoHere(also, source),
    notes: [],
    ...(help !== undefined && { help: bounded(help) }),
    get fixes() {
      return settled();
    },
  };
}

function alsoHere(places: readonly Span[], source: Source): RelatedPlace[] {
  return places.slice(0, mostPlaces).map((span) => ({ source, span, message: 'here too' }));
}

/** A word of a million letters is quoted in part. */
function bounded(text: string): string {
  return text.length <= longestSentence ? text : `${text.slice(0, longestSentence - 1)}…`;
}

/** @param fixes asked for when someone asks the diagnostic for them */
export function settle(draft: Draft, source: Source, fixes: () => readonly Fix[]): Diagnostic {
  const { code, severity = 'error', message, span, label, help } = draft;
  const settled = onDemand(() => fixes().map((fix) => ({ ...fix, title: bounded(fix.title) })));
  return {
    code,
    severity,
    message: bounded(message),
    source: draft.source ?? source,
    span,
    ...(label !== undefined && { label: bounded(label) }),
    related: relatedPlaces(draft, draft.source ?? source),
    notes: [...(draft.notes ?? []), ...placesMore(draft), ...timesAgain(draft)].map(bounded),
    ...(help !== undefined && { help: bounded(help) }),
    get fixes() {
      return settled();
    },
  };
}

/** Of calls inside calls the innermost few are shown. */
const mostCalls = 4;

function relatedPlaces({ related = [], calls = [], also = [] }: Draft, source: Source): RelatedPlace[] {
  const places = [...related, ...placesOf(calls).slice(0, mostCalls)];
  return [...places.map((place) => ({ source, ...place })), ...alsoHere(also, source)];
}

/** A block that calls itself is called from one place many times. */
function placesOf(calls: readonly RelatedDraft[]): RelatedDraft[] {
  const places = new Map(calls.map((call) => [`${call.source?.name} ${call.span.start}`, call]));
  return [...places.values()];
}

function times(count: number): string {
  if (count >= mostRepeated) return `at least ${mostRepeated} times`;
  return count === 1 ? '1 time' : `${count} times`;
}

/** The rest of the places at which the same is said. */
function placesMore({ also = [] }: Draft): string[] {
  const hidden = also.length - mostPlaces;
  return hidden > 0 ? [`and ${times(hidden)} more in this text`] : [];
}

function timesAgain({ again = 0, calls = [] }: Draft): string[] {
  const hidden = placesOf(calls).length - mostCalls;
  return [
    ...(hidden > 0 ? [`inside ${hidden} more call${hidden > 1 ? 's' : ''}`] : []),
    ...(again > 0 ? [`and ${times(again)} more, in other calls or rounds`] : []),
  ];
}

/** Without what is said of a line that could not even be read: that only follows. */
export function independent(
  drafts: readonly Draft[],
  errors: readonly SyntaxError[],
  source: Source,
): readonly Draft[] {
  if (errors.length === 0) return drafts;
  const broken = brokenLines(errors, source);
  return drafts.filter(
    (draft) => draft.source?.name !== source.name || !broken.has(source.position(draft.span.start).line),
  );
}

/** In the order of the text, those of files behind `use` first: the rest may follow from them. */
export function inOrder(root: Source, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const rank = ({ source }: Diagnostic) => (source.name === root.name ? 1 : 0);
  return diagnostics.toSorted(
    (a, b) => rank(a) - rank(b) || compare(a.source.name, b.source.name) || a.span.start - b.span.start,
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
