// What `check --format json` says. Other tools rely on its shape: `version` counts breaking changes.

import type { Diagnostic, Fix, RelatedPlace, TextEdit } from '../../grammar/diagnostic.js';
import type { Position, Source, Span } from '../../grammar/source.js';

/** Lines and columns count from 1, columns in UTF-16 code units; `end` is exclusive. */
export interface JsonRange {
  readonly start: Position;
  readonly end: Position;
}

export interface JsonDiagnostic {
  readonly file: string;
  readonly code: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly range: JsonRange;
  readonly related: readonly { readonly file: string; readonly range: JsonRange; readonly message: string }[];
  /** Null where there is nothing to add. */
  readonly help: string | null;
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly range: JsonRange; readonly text: string }[];
  }[];
}

export interface JsonReport {
  readonly version: 1;
  readonly diagnostics: readonly JsonDiagnostic[];
}

export function diagnosticsAsJson(diagnostics: readonly Diagnostic[]): JsonReport {
  return { version: 1, diagnostics: diagnostics.map(diagnosticAsJson) };
}

function diagnosticAsJson(diagnostic: Diagnostic): JsonDiagnostic {
  const { source, code, severity, message, help } = diagnostic;
  return {
    file: source.name,
    code,
    severity,
    message,
    range: rangeOf(source, diagnostic.span),
    related: diagnostic.related.map(relatedAsJson),
    help: help ?? null,
    fixes: diagnostic.fixes.map((fix) => fixAsJson(source, fix)),
  };
}

function relatedAsJson({ source, span, message }: RelatedPlace): JsonDiagnostic['related'][number] {
  return { file: source.name, range: rangeOf(source, span), message };
}

function fixAsJson(source: Source, { title, safe, edits }: Fix): JsonDiagnostic['fixes'][number] {
  return {
    title,
    safe,
    edits: edits.map(({ span, text }: TextEdit) => ({ range: rangeOf(source, span), text })),
  };
}

function rangeOf(source: Source, span: Span): JsonRange {
  return { start: source.position(span.start), end: source.position(span.end) };
}
