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
  // A text that only declares blocks is well, and no network.
  const isLibrary = diagnostics.length === 0 && model.inputs.length === 0;
  if (!isLibrary) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(graph === undefined);
  if (graph !== undefined) verify(graph);
  const rendered = renderDiagnostics(diagnostics, { color: false });
  expect(rendered.replaceAll('\n', '')).not.toMatch(unprintable);
  renderSummary(model);
  return compilation;
}

function expectWellFormed(diagnostic: Diagnostic, length: number): void {
  const { code, message, related, fixes, help } = diagnostic;
  if (!Object.hasOwn(catalogue, code)) throw new Error(`${code} is in no catalogue`);
  if (message === '') throw new Error(`${code} says nothing`);
  if (help === undefined && fixes.length === 0) throw new Error(`“${message}” does not say what to do`);
  const edits = fixes.flatMap((fix) => fix.edits);
  for (const { span } of [diagnostic, ...related, ...edits]) expectInside(span, length);
}

function expectInside({ start, end }: Span, length: number): void {
  const isInside =
    Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length;
  if (!isInside) throw new Error(`${start}..${end} is no stretch of ${length} characters`);
}
