// The columns of the rows: claims under claims, comments under comments, settings beside their words.

import { alignArguments } from './argument-table.js';
import { widest } from './one-line.js';
import type { Row, Scope } from './row.js';

/** What reaches further than this stands for itself, and moves no column. */
const farthest = 80;
/** Nor does a longer word of a setting, or a longer claim. */
const longestWord = 24;

const beforeClaim = 2;
const beforeComment = 4;

/** The text of all rows, with a line end after each. */
export function textOf(unaligned: readonly Row[]): string {
  const rows = alignArguments(withSettings(unaligned));
  const claims = columnsOfClaims(rows);
  return withComments(withClaims(rows, claims), claims).map(lineOf).join('');
}

/** A column for each group of rows, as far to the right as one of them needs it. */
class Columns<Group extends object> {
  private readonly columns = new Map<Group, number>();

  push(group: Group, column: number): void {
    this.columns.set(group, Math.max(column, this.at(group)));
  }

  at(group: Group): number {
    return this.columns.get(group) ?? 0;
  }
}

function withSettings(rows: readonly Row[]): Row[] {
  const columns = new Columns<Scope>();
  const wordOf = ({ scope, pieces }: Row) => (scope.isTraining ? pieces?.[0].text : undefined);
  for (const row of rows) {
    const word = wordOf(row);
    if (word !== undefined && word.length <= longestWord) columns.push(row.scope, word.length);
  }
  return rows.map((row) => {
    const word = wordOf(row) ?? '';
    const rest = row.text.slice(word.length);
    // What touches the word goes on doing so.
    return rest.startsWith(' ') ? { ...row, text: word.padEnd(columns.at(row.scope)) + rest } : row;
  });
}

function columnsOfClaims(rows: readonly Row[]): Columns<Scope> {
  const columns = new Columns<Scope>();
  for (const { scope, indent, text, claim } of rows) {
    const column = indent + text.length + beforeClaim;
    if (claim !== '' && column <= farthest) columns.push(scope, column);
  }
  return columns;
}

function withClaims(rows: readonly Row[], claims: Columns<Scope>): Row[] {
  const names = new Columns<Scope>();
  for (const { scope, claim, name } of rows) {
    if (name !== '' && claim.length <= longestWord) names.push(scope, claim.length + 1);
  }
  return rows.map((row) => {
    const { scope, indent, claim, name } = row;
    if (claim === '') return row;
    const text = filled(row.text, claims.at(scope) - indent, beforeClaim);
    return { ...row, text: text + (name === '' ? claim : filled(claim, names.at(scope), 1) + name) };
  });
}

/** They stand no further to the left than the claims. */
function withComments(rows: readonly Row[], claims: Columns<Scope>): Row[] {
  const groups = neighbours(rows);
  const columns = new Columns<object>();
  rows.forEach((row, at) => {
    const column = row.indent + row.text.length + beforeComment;
    if (!isCommented(row) || column > farthest) return;
    columns.push(groups[at], row.isItem ? column : Math.max(column, claims.at(row.scope)));
  });
  return rows.map((row, at) => {
    if (!isCommented(row)) return row;
    const column = columns.at(groups[at]);
    const width = column + row.comment.length <= widest ? column - row.indent : 0;
    return { ...row, text: filled(row.text, width, beforeComment) + row.comment, comment: '' };
  });
}

/** Behind something else on its line. */
function isCommented({ text, comment }: Row): boolean {
  return text !== '' && comment !== '';
}

/** Rows of a network share the column of their comments; items of the file do with the lines beside them. */
function neighbours(rows: readonly Row[]): readonly object[] {
  let run = {};
  return rows.map(({ isItem, hasBlankBefore, scope, text }) => {
    if (!isItem || hasBlankBefore || text === '') run = {};
    return isItem ? run : scope;
  });
}

function filled(text: string, width: number, least: number): string {
  return text.padEnd(Math.max(width, text.length + least));
}

function lineOf({ indent, hasBar, hasBlankBefore, text, comment }: Row): string {
  const margin = hasBar ? `${' '.repeat(indent - 2)}| ` : ' '.repeat(indent);
  const content = text + comment;
  return `${hasBlankBefore ? '\n' : ''}${content === '' ? margin.trimEnd() : margin + content}\n`;
}
