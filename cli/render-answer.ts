// What is known of a window, for people: a row for each window that answers, with its arithmetic, and why.

import { keepingPadding } from '../compiler/shapes/auto-padding.js';
import type { Answer, Row } from '../compiler/shapes/answer.js';
import { coverageOf } from '../compiler/shapes/coverage.js';
import type { Interval } from '../compiler/shapes/interval.js';
import { isSame, totalOf, type PlacedAxis, type Quantity } from '../compiler/shapes/question.js';
import { reasonsFor } from '../compiler/shapes/reason.js';
import { windowFormula } from '../compiler/shapes/window.js';
import { countOf } from './count-of.js';

const gap = '  ';

/** @param axis its name, where there are several that differ */
export function renderAnswer(answer: Answer, axis?: string): string {
  const lines = [`${axis === undefined ? '' : `${axis}, `}${headline(answer)}`, '', ...tableOf(answer)];
  const [unknown] = answer.unknowns;
  if (answer.unknowns.length === 1) {
    const reasons = reasonsFor(unknown, answer.question);
    if (reasons.length > 0) lines.push('', ...reasons);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function headline(answer: Answer): string {
  const { question, unknowns, values, rows, nearby } = answer;
  if (unknowns.length === 0) return rows.length > 0 ? 'it holds' : contradiction(answer);
  const asked = unknowns.join(' and ');
  const near = nearby.length > 0 ? '; near it are' : '';
  if (unknowns.length > 1)
    return rows.length > 0 ? `${asked}: usual values that work` : `${asked}: no usual values work${near}`;
  if (values === undefined) {
    const none = question.output === undefined ? 'none, no window fits' : `none makes ${question.output}`;
    return `${asked}: ${none}${near}`;
  }
  return `${asked}: ${intervalText(values)}${unknowns[0] === 'padding' ? ', both sides together' : ''}`;
}

function contradiction({ question, nearby }: Answer): string {
  const made = nearby.find(({ changed }) => changed === 'output');
  const why =
    made === undefined
      ? 'no window fits'
      : `the output is ${made.window.output}, not ${question.output as number}`;
  const more = nearby.length > 0 ? '; this would' : '';
  return `it does not hold: ${why}${more}`;
}

function tableOf(answer: Answer): string[] {
  if (answer.rows.length > 0)
    return aligned(
      titlesOf(answer),
      answer.rows.map((row) => cellsOf(answer, row)),
    );
  const cells = answer.nearby.map(({ changed, window }) => [
    nearbyText(answer.unknowns, changed, window),
    ...arithmetic(window),
  ]);
  return aligned([], cells);
}

/** The number that differs from what was asked; where two are open, also the one that was tried. */
function nearbyText(unknowns: readonly Quantity[], changed: Quantity, window: PlacedAxis): string {
  const tried = unknowns.length === 2 && unknowns[0] !== changed ? [unknowns[0]] : [];
  return [...tried, changed].map((quantity) => `${quantity} ${valueText(quantity, window)}`).join(', ');
}

function titlesOf({ unknowns }: Answer): string[] {
  return unknowns.length === 2 ? [...unknowns.filter((unknown) => unknown !== 'output')] : [];
}

function cellsOf({ unknowns }: Answer, { window, values }: Row): string[] {
  const named = unknowns.filter((unknown) => unknown !== 'output');
  const labels = named.map((unknown, i) =>
    i === 1 && values !== undefined ? othersText(unknown, window, values) : valueText(unknown, window),
  );
  return [...labels, ...arithmetic(window)];
}

/** All values of the second unknown, of which the formula shows the first. */
function othersText(unknown: Quantity, window: PlacedAxis, values: Interval): string {
  return unknown === 'padding' ? valueText(unknown, window) : intervalText(values);
}

function arithmetic(window: PlacedAxis): string[] {
  return [windowFormula(window, window.output), remarksOf(window).join('; ')];
}

function valueText(quantity: Quantity, window: PlacedAxis): string {
  if (quantity !== 'padding') return `${window[quantity]}`;
  const { before, after } = window.padding;
  const sides = before === after ? `${before}` : `${before}..${after}`;
  const names = [...(isSame(window) ? ['same'] : []), ...(totalOf(window.padding) === 0 ? ['valid'] : [])];
  return names.length === 0 ? sides : `${sides} (${names.join(', ')})`;
}

/** What a person may not expect of a window. */
function remarksOf(window: PlacedAxis): string[] {
  const { unseenAtEnd, unseenBetween, unusedPadding, emptyWindows } = coverageOf(window, window.output);
  const useful = keepingPadding(window);
  const remarks: string[] = [];
  if (unseenAtEnd > 0)
    remarks.push(`no window sees the last ${unseenAtEnd === 1 ? 'pixel' : `${unseenAtEnd} pixels`}`);
  if (unseenBetween > 0) remarks.push(`${countOf(unseenBetween, 'pixel')} between them unseen`);
  if (unusedPadding > 0) remarks.push(`${countOf(unusedPadding, 'pixel')} of padding unused`);
  if (emptyWindows > 0) remarks.push(`${countOf(emptyWindows, 'window')} on padding alone`);
  if (totalOf(window.padding) > useful) remarks.push(`padding beyond ${useful} in all only adds zeros`);
  return remarks;
}

function intervalText({ least, most }: Interval): string {
  if (most === Infinity) return `${least} or more`;
  if (most === least) return `${least}`;
  return most === least + 1 ? `${least} or ${most}` : `${least} to ${most}`;
}

/** Indented columns, titles above them where there are any. */
function aligned(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = titles.length === 0 ? rows : [titles, ...rows];
  const widths = (all[all.length - 1] ?? []).map((_, i) =>
    Math.max(...all.map((cells) => (cells[i] ?? '').length)),
  );
  return all.map(
    (cells) =>
      gap +
      cells
        .map((cell, i) => cell.padEnd(widths[i]))
        .join(gap)
        .trimEnd(),
  );
}
