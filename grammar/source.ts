// A source text with a name, and the way from offsets to lines and columns.

/** A stretch of text: offsets in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place that a person reads: line and column count from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One `.cnn` text and the name under which messages speak of it. */
export class Source {
  readonly name: string;
  readonly text: string;
  private lineStartsOnce: number[] | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** Offsets at which lines start. A line ends at `\n`, `\r\n` or `\r`. */
  private get lineStarts(): number[] {
    if (this.lineStartsOnce === undefined) {
      const starts = [0];
      for (const { index, 0: end } of this.text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
      this.lineStartsOnce = starts;
    }
    return this.lineStartsOnce;
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** The line and column of an offset. Binary search, so that long files stay fast. */
  position(offset: number): Position {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  }

  /** Where the line with this number (from 1) starts. */
  lineStart(line: number): number {
    return this.lineStarts[line - 1];
  }

  /** The text of the line with this number (from 1), without its line break. */
  line(line: number): string {
    const start = this.lineStarts[line - 1];
    const next = this.lineStarts[line] ?? this.text.length;
    let end = Math.min(next, this.text.length);
    while (end > start && /[\r\n]/.test(this.text[end - 1])) end--;
    return this.text.slice(start, end);
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

/** The smallest span that holds both. */
export function spanOf(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
