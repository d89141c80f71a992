// From the outline of a text to its rows: what stands on one line, and how far it is indented.

import type { TokenType } from 'chevrotain';
import * as T from '../tokens.js';
import { claimed } from './claim-part.js';
import { longLine } from './long-line.js';
import { isEmpty, oneLine, widest } from './one-line.js';
import { isContainer, type Container, type Sequence, type Statement } from './outline.js';
import type { Comment, Piece } from './pieces.js';
import type { Row, Scope } from './row.js';
import { mannerOf, Spacing, type Manner } from './spacing.js';

const step = 2;

export function rowsOf(outline: Sequence): Row[] {
  const layout = new Layout();
  layout.sequence(outline, { indent: 0, scope: { isTraining: false }, isItem: false });
  return layout.rows;
}

/** A statement that fits on a line. */
interface Short {
  readonly statement: Statement;
  readonly text: string;
}

type Place = Pick<Row, 'indent' | 'scope' | 'isItem'>;

const empty = { text: '', claim: '', name: '', comment: '', pieces: undefined };
const separator = '; ';
const items = new Set<TokenType>([T.Model, T.Param, T.Use, T.Block, T.Expect, T.Train]);
const sequenceEnds = new Set<TokenType>([T.RightBrace, T.CloseBranches, T.EOF]);

class Layout {
  readonly rows: Row[] = [];
  /** For the next row alone. */
  private hasBar = false;
  private hasBlankBefore = false;

  sequence({ statements, end }: Sequence, place: Place): void {
    const first = this.rows.length;
    for (const line of linesOf(statements)) {
      this.comments(line[0].first, place, first);
      if (!place.scope.isTraining) this.line(line, place);
      else for (const setting of line) this.line([setting], place, 'setting');
    }
    this.comments(end, place, first);
  }

  /** Those before the piece; and the blank line before it, though none at either end of a sequence. */
  private comments({ comments, breaks, type }: Piece, place: Place, first: number): void {
    for (const comment of comments) this.comment(comment, place, first);
    this.hasBlankBefore ||= breaks > 1 && this.rows.length > first;
    if (sequenceEnds.has(type)) this.hasBlankBefore = false;
  }

  private comment({ text, breaks }: Comment, place: Place, first: number): void {
    this.hasBlankBefore ||= breaks > 1 && this.rows.length > first;
    this.row({ ...empty, ...place, comment: text });
  }

  /** Statements that were written on one line, between semicolons; they stay there where all of them fit. */
  private line(statements: readonly Statement[], place: Place, manner?: Manner): void {
    let run: Short[] = [];
    for (const statement of statements) {
      const text = oneLine(statement, widest - place.indent, manner);
      if (text !== undefined) run.push({ statement, text });
      else {
        this.short(run, place, manner);
        this.long(statement, place, manner);
        run = [];
      }
    }
    this.short(run, place, manner);
  }

  private short(run: readonly Short[], place: Place, manner: Manner | undefined): void {
    const length = run.reduce((sum, { text }) => sum + text.length + separator.length, -separator.length);
    if (run.length > 1 && place.indent + length > widest) {
      for (const one of run) this.short([one], place, manner);
    } else if (run.length > 0) this.flat(run, place, manner);
  }

  private flat(run: readonly Short[], place: Place, manner: Manner | undefined): void {
    const { statement, text } = run[run.length - 1];
    const { first, last, parts } = statement;
    const claim = claimed(parts);
    const head = claim?.head ?? parts;
    const written =
      claim === undefined ? text : (oneLine({ first, last, parts: head }, widest, manner) ?? '');
    const before = run.slice(0, -1).map((one) => one.text + separator);
    this.row({
      ...place,
      text: before.join('') + written + closing(last),
      claim: claim?.claim ?? '',
      name: claim?.name ?? '',
      comment: last.trailing ?? '',
      pieces: run.length === 1 && !head.some(isContainer) ? (head as readonly Piece[]) : undefined,
      isItem: items.has(first.type),
    });
  }

  /** A statement that takes more than one line: its bodies and branches are opened, all of them. */
  private long({ first, parts }: Statement, outer: Place, manner = mannerOf(first)): void {
    const place = { ...outer, isItem: items.has(first.type) };
    const spacing = new Spacing(manner);
    let stretch: Piece[] = [];
    for (const part of parts) {
      if (!isContainer(part)) stretch.push(part);
      else if (isEmpty(part)) stretch.push(part.open, part.close);
      else {
        this.stretch([...stretch, part.open], spacing, place);
        this.container(part, {
          ...place,
          indent: place.indent + step,
          scope: scopeOf(part, first, place.scope),
          isItem: false,
        });
        stretch = [part.close];
      }
    }
    this.stretch(stretch, spacing, place);
  }

  private container({ sequences }: Container, place: Place): void {
    for (const [index, sequence] of sequences.entries()) {
      this.hasBar = index > 0;
      const before = index > 0 ? sequences[index - 1].end.trailing : undefined;
      if (before !== undefined) this.row({ ...empty, ...place, comment: before });
      this.sequence(sequence, place);
      // A branch with nothing in it.
      if (this.hasBar) this.row({ ...empty, ...place });
    }
  }

  private stretch(pieces: readonly Piece[], spacing: Spacing, place: Place): void {
    const { head, claim, name } = claimed(pieces) ?? { head: pieces, claim: '', name: '' };
    const lines = longLine(head, spacing, place.indent, place.indent + step);
    const last = lines.length - 1;
    const comment = pieces.at(-1)?.trailing ?? '';
    lines.forEach((line, at) =>
      this.row({
        ...empty,
        ...place,
        ...line,
        ...(at === last && { text: line.text + closing(pieces.at(-1)), claim, name, comment }),
      }),
    );
  }

  private row(row: Omit<Row, 'hasBar' | 'hasBlankBefore'>): void {
    const { hasBar, hasBlankBefore } = this;
    this.rows.push({ ...row, hasBar, hasBlankBefore });
    this.hasBar = false;
    this.hasBlankBefore = false;
  }
}

function scopeOf({ kind }: Container, { type }: Piece, outer: Scope): Scope {
  if (kind === 'train') return { isTraining: true };
  return type === T.Block ? { isTraining: false } : outer;
}

/** After a comma a line break says nothing: a setting that ends with one takes a semicolon along. */
function closing(last: Piece | undefined): string {
  return last?.type === T.Comma ? ';' : '';
}

/** Those between which nothing but a semicolon stood share a line. */
function linesOf(statements: readonly Statement[]): Statement[][] {
  const lines: Statement[][] = [];
  for (const statement of statements) {
    const { breaks, comments } = statement.first;
    const line = lines.at(-1);
    if (line === undefined || breaks > 0 || comments.length > 0 || hasTrailing(line)) lines.push([statement]);
    else line.push(statement);
  }
  return lines;
}

function hasTrailing(line: readonly Statement[]): boolean {
  return line[line.length - 1].last.trailing !== undefined;
}
