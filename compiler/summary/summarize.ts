// What `summary --json` says of a model. Other tools rely on its shape: `version` counts breaking changes.

import type { Shape } from '../graph/value.js';
import type { Model, NamedShape } from '../model.js';
import { summaryRows, type SummaryRow } from './rows.js';

export interface SummaryLayer {
  /** Stable, and the first part of the names of its weights. */
  readonly name: string;
  readonly kind: string;
  /** Null where a mistake left it unknown; no layer follows then. */
  readonly output: Shape | null;
  /** Of the layer and its inline `bn` and activation; its branches are layers of their own. */
  readonly parameters: number;
  readonly macs: number;
  /** How many input pixels an output pixel sees, an entry a spatial axis; empty for flat values. */
  readonly receptiveField: readonly number[];
  /** Where it is written, from 1. */
  readonly line: number;
}

export interface Totals {
  /** All weights, the running statistics of batch normalisation included. */
  readonly parameters: number;
  /** The weights that a gradient reaches. */
  readonly trainable: number;
  /** Multiply-accumulates for one sample. */
  readonly macs: number;
  /** 2 x macs. */
  readonly flops: number;
  /** 4 bytes for each number of each layer's output, the input's included, for one sample. */
  readonly activationBytes: number;
}

export interface Summary extends Totals {
  readonly version: 1;
  readonly model: string;
  readonly inputs: readonly NamedShape[];
  readonly outputs: readonly NamedShape[];
  /** Branches are flattened, depth first. */
  readonly layers: readonly SummaryLayer[];
}

export function summarize(model: Model): Summary {
  const rows = summaryRows(model);
  return {
    version: 1,
    model: model.name,
    inputs: model.inputs.map(named),
    outputs: model.outputs.map(named),
    layers: rows.map(layerOf),
    ...totalsOf(rows),
  };
}

/** Sums over the rows; one row a layer, so that nothing is counted twice. */
export function totalsOf(rows: readonly SummaryRow[]): Totals {
  const macs = sum(rows, (row) => row.macs);
  return {
    parameters: sum(rows, (row) => row.parameters),
    trainable: sum(rows, (row) => row.trainable),
    macs,
    flops: 2 * macs,
    activationBytes: sum(rows, (row) => row.activationBytes),
  };
}

function sum(rows: readonly SummaryRow[], value: (row: SummaryRow) => number): number {
  return rows.reduce((total, row) => total + value(row), 0);
}

function named({ name, shape }: NamedShape): NamedShape {
  return { name, shape };
}

function layerOf(row: SummaryRow): SummaryLayer {
  const { name, kind, output, parameters, macs, receptiveField, line } = row;
  return { name, kind, output: output ?? null, parameters, macs, receptiveField, line };
}
