// Diagnostics for people: the sentence, the place, the source with labels, the arithmetic, and
// remedies that were tried.

import type { Diagnostic } from '../../grammar/diagnostic.js';
import type { Source, Span } from '../../grammar/source.js';
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
  const frames = framesOf(diagnostic);
  const gutter = ' '.repeat(Math.max(...frames.map(({ widest }) => widest)));
  return [
    `${kind(`${severity}[${code}]`)}${paint.strong(`: ${visible(message)}`)}`,
    `${gutter} ${paint.gutter('-->')} ${placeOf(source, span)}`,
    ...frames.flatMap((frame) => renderFrame(frame, diagnostic, paint, gutter)),
    ...notes.map((note) => `${gutter} ${paint.gutter('=')} ${visible(note)}`),
    ...remediesOf(diagnostic).map((remedy) => `${gutter} ${paint.help('help:')} ${visible(remedy)}`),
    '',
  ].join('\n');
}

/** The lines of one text. */
interface Frame {
  readonly source: Source;
  readonly labels: readonly Label[];
  /** Digits of the largest line number. */
  readonly widest: number;
}

/** First the text in which the mistake stands, then others that led to it. */
function framesOf({ source, span, label = '', related }: Diagnostic): Frame[] {
  const bySource = new Map<Source, Label[]>([[source, [{ span, text: label, main: true }]]]);
  for (const place of related) {
    if (place.source === source && place.span.start === span.start) continue;
    const labels = bySource.get(place.source) ?? [];
    labels.push({ span: place.span, text: place.message, main: false });
    bySource.set(place.source, labels);
  }
  return [...bySource].map(([text, labels]) => {
    const lines = labels.map((each) => text.position(each.span.start).line);
    return { source: text, labels, widest: `${Math.max(...lines)}`.length };
  });
}

function renderFrame(
  { source, labels }: Frame,
  diagnostic: Diagnostic,
  paint: Painter,
  gutter: string,
): string[] {
  if (source.text.trim() === '') return [];
  const bar = `${gutter} ${paint.gutter('|')}`;
  const lines = [bar, ...codeFrame(source, labels, paint, gutter.length), bar];
  if (source === diagnostic.source) return lines;
  return [`${gutter} ${paint.gutter(':::')} ${placeOf(source, labels[0].span)}`, ...lines];
}

function placeOf(source: Source, span: Span): string {
  const { line, column } = source.position(span.start);
  return `${visible(source.name)}:${line}:${column}`;
}

/** What was tried comes first; the general advice only where nothing was. */
function remediesOf({ help, fixes }: Diagnostic): string[] {
  if (fixes.length > 0) return fixes.map(({ title }) => title);
  return help === undefined ? [] : [help];
}
