// What `compile` promises of every text: mistakes that are in the catalogue, stand in the text and say what
// to do; a network where there are none; nothing that could steer a terminal.

import { catalogue } from '../../../compiler/diagnostics/catalogue.js';
import { verify } from '../../../compiler/graph/verify.js';
import {
  renderDiagnostics,
  renderSummary,
  summarize,
  type Compilation,
  type Diagnostic,
  type Span,
} from '../../../compiler/index.js';
import { promise } from './broken.js';

/** What could steer a terminal, or is no character at all. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}]/u;

export function promiseChecked(compilation: Compilation): void {
  const { diagnostics, graph, model } = compilation;
  for (const diagnostic of diagnostics) promiseWellFormed(diagnostic);
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  // A text that only declares blocks is well, and no network.
  const isLibrary = !hasErrors && model.inputs.length === 0;
  if (!isLibrary)
    promise(hasErrors === (graph === undefined), 'there is a graph just where there are no errors');
  if (graph !== undefined) verify(graph);
  const rendered = renderDiagnostics(diagnostics, { color: false });
  promise(!unprintable.test(rendered.replaceAll('\n', '')), 'diagnostics hold nothing unprintable');
  renderSummary(model);
  JSON.stringify(summarize(model));
}

function promiseWellFormed(diagnostic: Diagnostic): void {
  const { code, message, related, fixes, help, source } = diagnostic;
  promise(Object.hasOwn(catalogue, code), `${code} is in the catalogue`);
  promise(message !== '', `${code} says something`);
  promise(help !== undefined || fixes.length > 0, `“${message}” says what to do`);
  promiseInside(diagnostic.span, source.text.length);
  for (const place of related) promiseInside(place.span, place.source.text.length);
  for (const { edits } of fixes) for (const { span } of edits) promiseInside(span, source.text.length);
}

function promiseInside({ start, end }: Span, length: number): void {
  const isInside =
    Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length;
  promise(isInside, `${start}..${end} is a stretch of ${length} characters`);
}
