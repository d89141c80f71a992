// The Reviewdog Diagnostic Format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
// Its columns count bytes of UTF-8, from 1.

import { applyEdits } from '../../compiler/check/remedies.js';
import type { Diagnostic, Fix, Severity } from '../../grammar/diagnostic.js';
import type { Source, Span } from '../../grammar/source.js';
import { asJson } from './as-json.js';
import { explanationOf } from './explanation.js';
import type { Format } from './report.js';

const severities: { readonly [K in Severity]: string } = {
  error: 'ERROR',
  warning: 'WARNING',
  information: 'INFO',
};

export const rdjson: Format = ({ diagnostics }) =>
  asJson({ source: { name: 'cnnc' }, diagnostics: diagnostics.map(asRdf) });

function asRdf(diagnostic: Diagnostic): object {
  const { message, source, span, severity, code, related, fixes } = diagnostic;
  return {
    message: [message, ...explanationOf(diagnostic)].join('\n'),
    location: locationOf(source, span),
    severity: severities[severity],
    code: { value: code },
    ...(fixes.length > 0 && { suggestions: fixes.map((fix) => suggestionOf(source, fix)) }),
    ...(related.length > 0 && {
      related_locations: related.map((place) => ({
        message: place.message,
        location: locationOf(place.source, place.span),
      })),
    }),
  };
}

/** One stretch a suggestion: several edits become one that also repeats what stands between them. */
function suggestionOf(source: Source, { edits }: Fix): object {
  const start = Math.min(...edits.map(({ span }) => span.start));
  const end = Math.max(...edits.map(({ span }) => span.end));
  const moved = edits.map(({ span, text }) => ({
    span: { start: span.start - start, end: span.end - start },
    text,
  }));
  return {
    range: rangeOf(source, { start, end }),
    text: applyEdits(source.slice({ start, end }), moved),
  };
}

function locationOf(source: Source, span: Span): object {
  return { path: source.name, range: rangeOf(source, span) };
}

function rangeOf(source: Source, { start, end }: Span): object {
  return { start: positionOf(source, start), end: positionOf(source, end) };
}

function positionOf(source: Source, offset: number): object {
  const { line, column } = source.position(offset);
  const before = source.slice({ start: offset - column + 1, end: offset });
  return { line, column: Buffer.byteLength(before) + 1 };
}
