// results.csv: a training a line, for a spreadsheet.

import type { SweepRecord, TrainingRecord } from './sweep-file.js';

export function sweepCsv({ trainings }: SweepRecord): string {
  const names = [...new Set(trainings.flatMap(({ values }) => Object.keys(values)))].filter(
    (name) => name !== 'seed',
  );
  const titles = [
    'model',
    ...names,
    'seed',
    'parameters',
    'state',
    'loss',
    'accuracy',
    'epochs',
    'seconds',
    'reason',
  ];
  const rows = trainings.map((training) => cellsOf(training, names));
  return [titles, ...rows].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

function cellsOf(
  { model, values, seed, parameters, outcome }: TrainingRecord,
  names: readonly string[],
): string[] {
  const figures = outcome.state === 'done' ? outcome.figures : undefined;
  const reason = 'reason' in outcome ? outcome.reason : '';
  const numbers = [figures?.loss, figures?.accuracy, figures?.epochs, figures?.seconds];
  return [
    model,
    ...names.map((name) => `${values[name] ?? ''}`),
    `${seed}`,
    `${parameters ?? ''}`,
    outcome.state,
    ...numbers.map((number) => `${number ?? ''}`),
    reason,
  ];
}

/** As RFC 4180 has it. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
