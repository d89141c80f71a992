// The table of a sweep: a point a line, the best first; what could not be trained below it.

import { painter } from '../../compiler/diagnostics/paint.js';
import { renderTable, type Column } from '../../compiler/summary/table.js';
import { grouped } from '../../compiler/summary/units.js';
import type { PointResult, SweepResults } from '../../runtime/sweep/results.js';
import { sweptNames } from '../../runtime/sweep/swept-names.js';
import { duration } from '../duration.js';
import { accuracyText, lossText, valuesText } from './texts.js';

export function renderResults(results: SweepResults, color: boolean, width: number): string {
  const paint = painter(color);
  const { points } = results;
  const done = points.filter(({ means }) => means !== undefined);
  const parts = [
    done.length === 0 ? [] : table(done, results, width, paint.strong, paint.gutter),
    troubles(points),
    done.some(({ means }) => means?.loss.deviation !== null && means !== undefined)
      ? ['± is the standard deviation over the seeds.']
      : [],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

type Paint = (text: string) => string;

function table(
  points: readonly PointResult[],
  { by }: SweepResults,
  width: number,
  strong: Paint,
  gutter: Paint,
): string[] {
  const names = sweptNames(points);
  const hasAccuracy = points.every(({ means }) => means?.accuracy !== undefined);
  const isRepeated = points.some(({ trainings }) => trainings.length > 1);
  const columns: Column[] = [
    ...names.map(({ name, isModel }): Column => ({ title: name, align: isModel ? 'left' : 'right' })),
    { title: 'Parameters', align: 'right', narrowest: 10, dropped: true },
    { title: 'Epochs', align: 'right', narrowest: 6, dropped: true },
    ...(isRepeated ? [{ title: 'Seeds', align: 'right' } as const] : []),
    { title: 'Time', align: 'right', narrowest: 4, dropped: true },
    { title: 'Loss', align: 'right' },
    ...(hasAccuracy ? [{ title: 'Accuracy', align: 'right' } as const] : []),
    { title: '', align: 'left' },
  ];
  const rows = points.map((point) => [
    ...names.map(({ textOf }) => textOf(point)),
    ...cellsOf(point, isRepeated, hasAccuracy),
    point.best ? `best by ${by}` : '',
  ]);
  const [titles, rule, ...lines] = renderTable(columns, rows, width);
  return [strong(titles), gutter(rule), ...lines];
}

function cellsOf(
  { means, parameters, trainings }: PointResult,
  isRepeated: boolean,
  hasAccuracy: boolean,
): string[] {
  if (means === undefined) return [];
  const done = trainings.filter(({ outcome }) => outcome.state === 'done').length;
  const seeds = done === trainings.length ? `${done}` : `${done} of ${trainings.length}`;
  return [
    parameters === null ? '' : grouped(parameters),
    `${Math.round(means.epochs.mean)}`,
    ...(isRepeated ? [seeds] : []),
    duration(means.seconds.mean),
    lossText(means.loss),
    ...(hasAccuracy && means.accuracy !== undefined ? [accuracyText(means.accuracy)] : []),
  ];
}

/** A reason that is that of many is told once. */
function troubles(points: readonly PointResult[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { model, trainings } of points) {
    for (const { outcome, values, seed } of trainings) {
      if (outcome.state !== 'unfit' && outcome.state !== 'failed') continue;
      const who = valuesText(undefined, outcome.state === 'unfit' ? values : { ...values, seed });
      const name = who === '' ? model : who;
      const before = reasons.get(outcome.reason) ?? [];
      if (!before.includes(name)) reasons.set(outcome.reason, [...before, name]);
    }
  }
  return [...reasons].map(([reason, who]) => `${listed(who)}: ${reason}`);
}

function listed(names: readonly string[]): string {
  const [first, ...others] = names;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
