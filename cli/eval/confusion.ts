// Which classes a model takes for which: a table where it can be read, else the pairs that it confuses most.

import { clip, renderTable, type Column } from '../../compiler/summary/table.js';
import { grouped } from '../../compiler/summary/units.js';
import type { Confusion } from '../../runtime/index.js';
import { className } from './class-names.js';

const mostColumns = 20;
const mostPairs = 20;
/** Columns of a table of 20 classes stay on one screen. */
const widestTitle = 6;

/** The lines; none for a model that confuses nothing and has too many classes for a table. */
export function renderConfusion(
  confusion: Confusion,
  names: readonly string[] | undefined,
  width: number,
): string[] {
  return confusion.classes <= mostColumns ? table(confusion, names, width) : pairs(confusion, names);
}

function table(confusion: Confusion, names: readonly string[] | undefined, width: number): string[] {
  const classes = Array.from({ length: confusion.classes }, (_, label) => label);
  const columns: Column[] = [
    { title: 'Label \\ guess', align: 'left', narrowest: widestTitle },
    ...classes.map((label): Column => ({
      title: clip(className(names, label), widestTitle),
      align: 'right',
    })),
  ];
  const rows = classes.map((label) => [
    className(names, label),
    ...classes.map((guess) => cell(confusion.count(label, guess))),
  ]);
  return renderTable(columns, rows, width);
}

/** Zeros recede. */
function cell(count: number): string {
  return count === 0 ? '·' : grouped(count);
}

function pairs(confusion: Confusion, names: readonly string[] | undefined): string[] {
  const confused = confusion.confusedPairs();
  const columns: Column[] = [
    { title: 'Label', align: 'left' },
    { title: 'Taken for', align: 'left' },
    { title: 'Times', align: 'right' },
  ];
  const rows = confused
    .slice(0, mostPairs)
    .map(({ label, guess, count }) => [className(names, label), className(names, guess), grouped(count)]);
  const more = confused.length - rows.length;
  return [...renderTable(columns, rows, Infinity), ...(more > 0 ? [`and ${grouped(more)} more pairs`] : [])];
}
