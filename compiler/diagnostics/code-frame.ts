// Lines of a source with marks under the places that a message speaks of.

import type { Source, Span } from '../../grammar/source.js';
import type { Painter } from './paint.js';

export interface Label {
  readonly span: Span;
  readonly text: string;
  /** The place of the mistake; the others explain it. */
  readonly main: boolean;
}

/** A label on one line: where it starts and how many columns it marks. */
interface Mark extends Label {
  readonly line: number;
  readonly start: number;
  readonly length: number;
}

/** Longer lines are cut around the first mark. */
const widestLine = 120;

export function codeFrame(
  source: Source,
  labels: readonly Label[],
  paint: Painter,
  gutterWidth: number,
): string[] {
  const marks = labels.map((label) => markOf(source, label));
  const lines = [...new Set(marks.map(({ line }) => line))].toSorted((a, b) => a - b);
  return lines.flatMap((line, i) => {
    const skipped = i === 0 ? 0 : line - lines[i - 1] - 1;
    const between = skipped === 1 ? renderLine(source, line - 1, [], paint, gutterWidth) : [];
    const dots = skipped > 1 ? [paint.gutter('...')] : between;
    return [
      ...dots,
      ...renderLine(
        source,
        line,
        marks.filter((mark) => mark.line === line),
        paint,
        gutterWidth,
      ),
    ];
  });
}

/** What spans several lines is marked on its first. */
function markOf(source: Source, label: Label): Mark {
  const { line, column } = source.position(label.span.start);
  const start = column - 1;
  const rest = source.line(line).trimEnd().length - start;
  const length = Math.max(1, Math.min(label.span.end - label.span.start, rest));
  return { ...label, line, start, length };
}

function renderLine(
  source: Source,
  line: number,
  marks: readonly Mark[],
  paint: Painter,
  width: number,
): string[] {
  const [text, cut] = shortened(source.line(line), marks);
  const number = paint.gutter(`${String(line).padStart(width)} |`);
  const empty = paint.gutter(`${' '.repeat(width)} |`);
  const ordered = marks.toSorted((a, b) => a.start - b.start);
  const under = ordered.map((mark) => `${empty} ${underline(mark, cut, paint)}`);
  return [`${number} ${text}`.trimEnd(), ...under];
}

function underline({ start, length, text, main }: Mark, cut: number, paint: Painter): string {
  const colour = main ? paint.error : paint.other;
  const marks = (main ? '^' : '-').repeat(Math.min(length, widestLine));
  return `${' '.repeat(Math.max(0, start - cut))}${colour(`${marks} ${visible(text)}`.trimEnd())}`;
}

/** A part of a long line, and how many columns were cut from its start. */
function shortened(text: string, marks: readonly Mark[]): [text: string, cut: number] {
  if (text.length <= widestLine) return [visible(text), 0];
  const first = Math.min(...marks.map(({ start }) => start), text.length);
  const from = Math.max(0, first - 40);
  const part = visible(text.slice(from, from + widestLine));
  const [before, after] = [from > 0 ? '…' : '', from + widestLine < text.length ? '…' : ''];
  return [before + part + after, from - before.length];
}

/** Tabs as one column, and no character that could steer a terminal; every column stays in its place. */
export function visible(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (hidden) => '\ufffd'.repeat(hidden.length));
}
