// What holds of every text, however broken.

import { expect } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { verify } from '../../compiler/graph/verify.js';
import {
  compile,
  renderDiagnostics,
  renderSummary,
  type Compilation,
  type Diagnostic,
  type Span,
} from '../../compiler/index.js';

/** What could steer a terminal, or is no character at all. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** Throws where a promise of `compile` does not hold. */
export function expectPromises(text: string): Compilation {
  const compilation = compile(text, { file: 'fuzz.cnn' });
  const { diagnostics, graph, model } = compilation;
  for (const diagnostic of diagnostics) expectWellFormed(diagnostic, text.length);
  expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(graph === undefined);
  if (graph !== undefined) verify(graph);
  const rendered = renderDiagnostics(diagnostics, { color: false });
  expect(rendered.replaceAll('\n', '')).not.toMatch(unprintable);
  renderSummary(model);
  return compilation;
}

function expectWellFormed(diagnostic: Diagnostic, length: number): void {
  const { code, message, span, related, fixes, help } = diagnostic;
  expect(Object.hasOwn(catalogue, code), code).toBe(true);
  expect(message).not.toBe('');
  expect(help !== undefined || fixes.length > 0, `“${message}” says what to do`).toBe(true);
  const edits = fixes.flatMap((fix) => fix.edits);
  for (const place of [diagnostic, ...related, ...edits]) expectInside(place.span, length);
  expectInside(span, length);
}

function expectInside({ start, end }: Span, length: number): void {
  expect(Number.isInteger(start) && Number.isInteger(end)).toBe(true);
  expect(start >= 0 && start <= end && end <= length, `${start}..${end} of ${length}`).toBe(true);
}
