// The measures of a group of layers, and of the whole, as a reader sees them before and after.

import { written } from '../shapes/shape.js';
import { countOrNothing, grouped, inBytes, inUnits } from '../summary/units.js';
import type { LayerEntry } from './layer-entry.js';
import type { Metric } from './totals-change.js';

export interface Figures {
  readonly output: string;
  readonly parameters: string;
  readonly macs: string;
  readonly field: string;
}

/** Of several layers the sums; of outputs that differ the first. */
export function figuresOf(entries: readonly LayerEntry[]): Figures {
  const rows = entries.map(({ row }) => row);
  const outputs = rows.map(({ output }) => (output === undefined ? '?' : written(output)));
  const isKnown = rows.every(({ output }) => output !== undefined);
  const fields = rows.map(({ receptiveField }) => written(receptiveField));
  return {
    output: isOne(outputs) ? outputs[0] : `${outputs[0]}, …`,
    parameters: isKnown ? countOrNothing(sum(entries, 'parameters'), grouped) : '?',
    macs: isKnown ? countOrNothing(sum(entries, 'macs'), inUnits) : '?',
    field: isOne(fields) ? fields[0] : '',
  };
}

function sum(entries: readonly LayerEntry[], measure: 'parameters' | 'macs'): number {
  return entries.reduce((total, { row }) => total + row[measure], 0);
}

function isOne(texts: readonly string[]): boolean {
  return texts.every((text) => text === texts[0]);
}

export const metricTitles: { readonly [M in Metric]: string } = {
  parameters: 'Parameters',
  trainable: 'Trainable',
  macs: 'MACs',
  'activation-memory': 'Memory',
  layers: 'Layers',
  depth: 'Depth',
  'receptive-field': 'Field',
};

export function metricText(metric: Metric, value: number): string {
  if (metric === 'macs') return inUnits(value);
  return metric === 'activation-memory' ? inBytes(value) : grouped(value);
}

/** `+46,080 (+74.7 %)` */
export function changeText(metric: Metric, before: number, after: number): string {
  const difference = after - before;
  if (difference === 0) return '';
  const amount = `${signOf(difference)}${metricText(metric, Math.abs(difference))}`;
  return before === 0 ? amount : `${amount} (${percentText((100 * difference) / before)})`;
}

function percentText(percent: number): string {
  const size = Math.abs(percent);
  if (size < 0.05) return 'under 0.1 %';
  return `${signOf(percent)}${size < 100 ? size.toFixed(1) : grouped(Math.round(size))} %`;
}

/** A true minus, as the arithmetic in messages has it. */
function signOf(value: number): string {
  return value < 0 ? '−' : '+';
}
