// How well a model did, for a person: its figures, and on request those of each class.

import { renderTable, type Column } from '../../compiler/summary/table.js';
import { grouped } from '../../compiler/summary/units.js';
import type { Metric } from '../../compiler/training-options.js';
import { measuredFigures } from '../../runtime/metrics/measures.js';
import type { ClassMeasures, Evaluation } from '../../runtime/index.js';
import { countOf } from '../count-of.js';
import { measureText, measureTitle } from '../../runtime/metrics/measure-text.js';
import { className } from './class-names.js';
import { renderConfusion } from './confusion.js';

export interface Shown {
  readonly model: string;
  readonly evaluation: Evaluation;
  /** Of each network alone, where several are averaged. */
  readonly members?: readonly Evaluation[];
  /** What the classes are called, in order. */
  readonly names: readonly string[] | undefined;
  readonly metrics: readonly Metric[];
  readonly perClass: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

export function renderEvaluation(shown: Shown): string {
  const { evaluation, members = [], metrics, names, perClass, width } = shown;
  const { samples, confusion } = evaluation;
  const lines = [
    `${nameOf(shown)} on ${countOf(samples, 'sample')} it was not trained on`,
    ...figures(evaluation, members),
  ];
  if (perClass && evaluation.perClass.length > 0) lines.push('', ...classTable(shown));
  if (confusion !== undefined && metrics.some(({ kind }) => kind === 'confusion'))
    lines.push('', ...renderConfusion(confusion, names, width));
  return `${lines.join('\n')}\n`;
}

function nameOf({ model, members = [] }: Shown): string {
  return members.length === 0 ? model : `the mean of ${members.length} networks ${model}`;
}

/** The mean of what the networks reach alone, and each of them. */
function membersRows(members: readonly Evaluation[]): [string, string][] {
  const key = members.every(({ metrics }) => metrics.accuracy !== undefined) ? 'accuracy' : 'loss';
  const values = members.map(({ loss, metrics }) => (key === 'loss' ? loss : (metrics.accuracy as number)));
  if (values.length === 0) return [];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const each = values.map((value) => measureText(key, value)).join(', ');
  return [[`${measureTitle(key)} of each`, `${each}; mean ${measureText(key, mean)}`]];
}

function figures(
  { samples, loss, metrics, hasTooManyScores }: Evaluation,
  members: readonly Evaluation[],
): string[] {
  const rows = measuredFigures({ loss, ...metrics }).map(([key, value]): [string, string] => [
    measureTitle(key),
    key === 'accuracy' ? `${measureText(key, value)}  (${wrongOf(value, samples)})` : measureText(key, value),
  ]);
  if (hasTooManyScores)
    rows.push(['AUC', 'not measured: the scores of so many samples and classes are too many to keep']);
  rows.push(...membersRows(members));
  const width = Math.max(...rows.map(([title]) => title.length));
  return rows.map(([title, text]) => `  ${title.padEnd(width)}  ${text}`);
}

function wrongOf(accuracy: number, samples: number): string {
  return `${grouped(samples - Math.round(accuracy * samples))} wrong`;
}

function classTable({ evaluation, names, width }: Shown): string[] {
  const { perClass } = evaluation;
  const keys = ['precision', 'recall', 'f1', 'auc'] as const;
  const present = keys.filter((key) => perClass.some((measures) => measures[key] !== undefined));
  const columns: Column[] = [
    { title: 'Class', align: 'left', narrowest: 8 },
    { title: 'Samples', align: 'right' },
    ...present.map((key): Column => ({ title: capitalized(measureTitle(key)), align: 'right' })),
  ];
  const row = (measures: ClassMeasures, label: number): string[] => [
    className(names, label),
    grouped(measures.samples),
    ...present.map((key) => optionalText(key, measures[key])),
  ];
  return renderTable(columns, perClass.map(row), width);
}

function optionalText(key: string, value: number | undefined): string {
  return value === undefined ? '' : measureText(key, value);
}

function capitalized(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
