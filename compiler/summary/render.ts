// The table that `cnnc summary` prints, at most 100 columns wide.

import type { Shape } from '../graph/value.js';
import type { Model, NamedShape } from '../model.js';
import { summaryRows, type SummaryRow } from './rows.js';
import { totalsOf, type Totals } from './summarize.js';
import { clip, renderTable, type Column } from './table.js';
import { countOrNothing, grouped, inBytes, inUnits } from './units.js';

const widest = 100;

const columns: readonly Column[] = [
  { title: 'Layer', align: 'left', narrowest: 16, turn: 1 },
  { title: 'As written', align: 'left', narrowest: 12, dropped: true, turn: 0 },
  { title: 'Output', align: 'left', narrowest: 9, turn: 2 },
  { title: 'Parameters', align: 'right' },
  { title: 'MACs', align: 'right' },
  { title: 'Field', align: 'right' },
  { title: 'Memory', align: 'right' },
];

export function renderSummary(model: Model, width: number = widest): string {
  const rows = summaryRows(model);
  if (rows.length === 0) return `${model.name} has no layers yet.\n`;
  const complete = rows.every((row) => row.output !== undefined);
  return [
    titleOf(model, complete),
    '',
    ...renderTable(columns, rows.map(cellsOf), Math.min(width, widest)),
    '',
    ...totalLines(totalsOf(rows), complete),
    '',
  ].join('\n');
}

function titleOf(model: Model, complete: boolean): string {
  const inputs = shapesOf(model.inputs);
  const outputs = complete ? shapesOf(model.outputs) : '?';
  return clip(inputs === '' ? model.name : `${model.name}: ${inputs} -> ${outputs}`, widest);
}

function shapesOf(values: readonly NamedShape[]): string {
  if (values.length === 1) return formatShape(values[0].shape);
  return values.map(({ name, shape }) => `${name} ${formatShape(shape)}`).join(', ');
}

function cellsOf(row: SummaryRow): string[] {
  const known = row.output !== undefined;
  return [
    nameOf(row),
    row.text,
    known ? formatShape(row.output) : '?',
    known ? countOrNothing(row.parameters, grouped) : '?',
    known ? countOrNothing(row.macs, inUnits) : '?',
    row.receptiveField.join('x'),
    known ? inBytes(row.activationBytes) : '?',
  ];
}

/**
 * Layers in branches are indented and marked as the language writes branches, `<` before the
 * first and `|` before the others; the names of the layers around them are left out.
 */
function nameOf(row: SummaryRow): string {
  if (row.depth === 0) return row.name;
  const marks = row.opensBranch === undefined ? '  ' : row.opensBranch === 0 ? '< ' : '| ';
  return '  '.repeat(row.depth) + marks + row.name.slice(row.name.lastIndexOf('.') + 1);
}

function formatShape(shape: Shape): string {
  return shape.join('x');
}

function totalLines(totals: Totals, complete: boolean): string[] {
  const { parameters, trainable, macs, flops, activationBytes } = totals;
  const fixed = parameters - trainable;
  const kinds =
    fixed === 0 ? 'all trainable' : `${grouped(trainable)} trainable, ${grouped(fixed)} running statistics`;
  const lines = [
    `Parameters  ${grouped(parameters)} (${kinds}), ${inBytes(4 * parameters)} in float32`,
    `Compute     ${inUnits(macs)} multiply-accumulates = ${inUnits(flops)} FLOPs, for one sample`,
    `Memory      ${inBytes(activationBytes)} for the outputs of all layers, for one sample in float32`,
  ];
  if (!complete)
    lines.push(
      '',
      'Up to the first mistake; a shape that it left unknown is marked ?, and the totals leave it out.',
    );
  return lines;
}
