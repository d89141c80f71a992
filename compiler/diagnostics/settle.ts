// Drafts and syntax errors become diagnostics.

import type { Diagnostic, Fix } from '../../grammar/diagnostic.js';
import type { Source } from '../../grammar/source.js';
import type { SyntaxError, SyntaxErrorKind } from '../../grammar/syntax-error.js';
import type { Code } from './catalogue.js';
import type { Draft } from './draft.js';

const syntaxCodes: { readonly [K in SyntaxErrorKind]: Code } = {
  'unexpected-character': 'CNN101',
  'unexpected-word': 'CNN102',
  'bad-string': 'CNN103',
  'bad-number': 'CNN104',
  'touching-words': 'CNN105',
  'one-sided-minus': 'CNN106',
  unclosed: 'CNN107',
  'too-deep': 'CNN108',
  'too-long': 'CNN109',
};

export function settleSyntax(error: SyntaxError, source: Source): Diagnostic {
  const { kind, message, span, label, help, related, fix } = error;
  return {
    code: syntaxCodes[kind],
    severity: 'error',
    message,
    source,
    span,
    ...(label !== undefined && { label }),
    related: related ? [{ source, ...related }] : [],
    notes: [],
    ...(help !== undefined && { help }),
    fixes: fix ? [{ ...fix, safe: false }] : [],
  };
}

export function settle(draft: Draft, source: Source, fixes: readonly Fix[]): Diagnostic {
  const { code, severity = 'error', message, span, label, related = [], notes = [], help } = draft;
  return {
    code,
    severity,
    message,
    source,
    span,
    ...(label !== undefined && { label }),
    related: related.map((place) => ({ source, ...place })),
    notes,
    ...(help !== undefined && { help }),
    fixes,
  };
}

/** Without what is said of a line that could not even be read: that only follows. */
export function independent(
  drafts: readonly Draft[],
  errors: readonly SyntaxError[],
  source: Source,
): readonly Draft[] {
  const broken = new Set(errors.map(({ span }) => source.position(span.start).line));
  if (broken.size === 0) return drafts;
  return drafts.filter(({ span }) => !broken.has(source.position(span.start).line));
}

/** In the order of the text. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((a, b) => a.span.start - b.span.start);
}
