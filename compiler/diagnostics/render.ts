// Diagnostics for people: the sentence, the place, the source with labels, the arithmetic, and
// remedies that were tried.

import type { Diagnostic } from '../../grammar/diagnostic.js';
import type { Source } from '../../grammar/source.js';
import { codeFrame, visible, type Label } from './code-frame.js';
import { painter, type Painter } from './paint.js';

export interface RenderOptions {
  readonly color: boolean;
}

/** After so many a reader needs the first ones mended before the rest. */
const mostShown = 50;

export function renderDiagnostics(diagnostics: readonly Diagnostic[], { color }: RenderOptions): string {
  const paint = painter(color);
  const shown = diagnostics.slice(0, mostShown).map((diagnostic) => renderOne(diagnostic, paint));
  const hidden = diagnostics.length - shown.length;
  if (hidden > 0) shown.push(`... and ${hidden} more\n`);
  return shown.join('\n');
}

function renderOne(diagnostic: Diagnostic, paint: Painter): string {
  const { code, severity, message, source, span, notes } = diagnostic;
  const kind = severity === 'error' ? paint.error : paint.warning;
  const { line, column } = source.position(span.start);
  const labels = labelsOf(diagnostic);
  const gutter = ' '.repeat(
    `${Math.max(...labels.map(({ span: { start } }) => source.position(start).line))}`.length,
  );
  return [
    `${kind(`${severity}[${code}]`)}${paint.strong(`: ${visible(message)}`)}`,
    `${gutter} ${paint.gutter('-->')} ${visible(source.name)}:${line}:${column}`,
    ...frame(source, labels, paint, gutter),
    ...notes.map((note) => `${gutter} ${paint.gutter('=')} ${visible(note)}`),
    ...remediesOf(diagnostic).map((remedy) => `${gutter} ${paint.help('help:')} ${visible(remedy)}`),
    '',
  ].join('\n');
}

function frame(source: Source, labels: readonly Label[], paint: Painter, gutter: string): string[] {
  if (source.text.trim() === '') return [];
  const bar = `${gutter} ${paint.gutter('|')}`;
  return [bar, ...codeFrame(source, labels, paint, gutter.length), bar];
}

function labelsOf({ source, span, label = '', related }: Diagnostic): Label[] {
  const others = related
    .filter((place) => place.source === source && place.span.start !== span.start)
    .map((place) => ({ span: place.span, text: place.message, main: false }));
  return [{ span, text: label, main: true }, ...others];
}

/** What was tried comes first; the general advice only where nothing was. */
function remediesOf({ help, fixes }: Diagnostic): string[] {
  if (fixes.length > 0) return fixes.map(({ title }) => title);
  return help === undefined ? [] : [help];
}
