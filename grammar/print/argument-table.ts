// Calls below each other are a table where their writer has made one of them, as papers do:
//   Stage 6  24 2 2
//   Stage 6 160 3 2

import * as T from '../tokens.js';
import type { Piece } from './pieces.js';
import type { Row } from './row.js';
import { mannerOf, Spacing } from './spacing.js';

interface Cell {
  text: string;
  isNumber: boolean;
  /** In the source. */
  readonly start: number;
  end: number;
  /** The blanks before it in the source. */
  readonly gap: number;
}

export function alignArguments(rows: readonly Row[]): Row[] {
  const aligned: Row[] = [];
  let run: Row[] = [];
  const flush = () => {
    aligned.push(...tabulated(run));
    run = [];
  };
  for (const row of rows) {
    const previous = run.at(-1);
    if (previous === undefined || !goesOn(previous, row)) flush();
    run.push(row);
  }
  flush();
  return aligned;
}

function goesOn(previous: Row, row: Row): boolean {
  if (row.hasBlankBefore || row.hasBar || row.indent !== previous.indent) return false;
  return isCall(row) && isCall(previous) && row.pieces?.[0].text === previous.pieces?.[0].text;
}

function isCall({ pieces, scope }: Row): boolean {
  if (pieces === undefined || scope.isTraining || mannerOf(pieces[0]) !== 'layer') return false;
  return pieces.every(({ breaks }, at) => at === 0 || breaks === 0);
}

function tabulated(run: readonly Row[]): readonly Row[] {
  if (run.length < 2) return run;
  const tables = splitByCount(run.map(({ pieces = [] }) => cellsOf(pieces)));
  return tables.flatMap(({ from, lines }) => {
    const part = run.slice(from, from + lines.length);
    if (!isTable(lines)) return part;
    const columns = columnsOf(lines);
    return part.map((row, at) => ({ ...row, text: lineOf(lines[at], columns) }));
  });
}

function splitByCount(all: readonly Cell[][]): { readonly from: number; readonly lines: Cell[][] }[] {
  const tables: { from: number; lines: Cell[][] }[] = [];
  for (const [from, cells] of all.entries()) {
    const last = tables.at(-1);
    if (last?.lines[0].length === cells.length) last.lines.push(cells);
    else tables.push({ from, lines: [cells] });
  }
  return tables;
}

function cellsOf(pieces: readonly Piece[]): Cell[] {
  const cells: Cell[] = [];
  const spacing = new Spacing('layer');
  let inShortForm = false;
  let isInside = false;
  for (const [at, piece] of pieces.entries()) {
    const blank = spacing.next(piece);
    const { text, column: start } = piece;
    const end = start + text.length;
    const last = cells.at(-1);
    if (last === undefined || (blank !== '' && !isInside)) {
      const gap = at === 0 ? 0 : piece.start - pieces[at - 1].end;
      cells.push({ text, isNumber: piece.type === T.Numeral, start, end, gap });
    } else {
      last.text += blank + text;
      last.isNumber = false;
      last.end = end;
    }
    inShortForm = piece.type === T.OpenShortForm || (inShortForm && piece.type !== T.CloseBranches);
    isInside = inShortForm || !spacing.isOutside;
  }
  return cells;
}

/** A wide gap that puts an argument under or over its like is meant. */
function isTable(lines: readonly Cell[][]): boolean {
  return lines.some((cells, line) =>
    cells.some(
      (cell, at) =>
        cell.gap > 1 && [lines[line - 1], lines[line + 1]].some((other) => meets(cell, other?.[at])),
    ),
  );
}

function meets(cell: Cell, other: Cell | undefined): boolean {
  return other !== undefined && (cell.start === other.start || cell.end === other.end);
}

interface Column {
  readonly width: number;
  readonly isNumeric: boolean;
}

function columnsOf(lines: readonly Cell[][]): Column[] {
  return lines[0].map((_, at) => ({
    width: lines.reduce((width, cells) => Math.max(width, cells[at].text.length), 0),
    isNumeric: lines.every((cells) => cells[at].isNumber),
  }));
}

function lineOf(cells: readonly Cell[], columns: readonly Column[]): string {
  return cells
    .map(({ text }, at) =>
      columns[at].isNumeric ? text.padStart(columns[at].width) : text.padEnd(columns[at].width),
    )
    .join(' ')
    .trimEnd();
}
