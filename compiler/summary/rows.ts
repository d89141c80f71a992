// The layers of a model as rows: branches flattened under their layer, inline suffixes counted into it.

import { sizeOf, type Shape } from '../graph/value.js';
import type { Layer, Model, WeightSpecification } from '../model.js';

/** One layer as a table shows it. */
export interface SummaryRow {
  readonly name: string;
  readonly kind: string;
  /** As written, on one line. */
  readonly text: string;
  /** How many layers it is nested in. */
  readonly depth: number;
  /** Which branch of its layer it opens, from 0; undefined where it does not open one. */
  readonly opensBranch: number | undefined;
  /** Undefined where a mistake left it unknown. */
  readonly output: Shape | undefined;
  /** All its weights and those of its inline `bn` and activation. */
  readonly parameters: number;
  /** Those that a gradient reaches: all but running statistics. */
  readonly trainable: number;
  readonly macs: number;
  readonly receptiveField: readonly number[];
  /** 4 bytes for each number of its output, for one sample. */
  readonly activationBytes: number;
  readonly line: number;
}

/**
 * The rows in the order of the text, a layer before its branches. They end with the first layer
 * whose output a mistake left unknown: what comes after would be guesswork.
 */
export function summaryRows(model: Model): readonly SummaryRow[] {
  const rows: SummaryRow[] = [];
  addRows(rows, model.layers, 0);
  return rows;
}

/** Whether every layer was known. */
function addRows(rows: SummaryRow[], layers: readonly Layer[], depth: number, branch?: number): boolean {
  for (const [index, layer] of layers.entries()) {
    rows.push(rowOf(layer, depth, index === 0 ? branch : undefined));
    for (const [number, inner] of layer.branches.entries()) {
      if (!addRows(rows, inner, depth + 1, number)) return false;
    }
    if (layer.output === undefined) return false;
  }
  return true;
}

function rowOf(layer: Layer, depth: number, opensBranch: number | undefined): SummaryRow {
  const { name, kind, text, output, receptiveField } = layer;
  const line = layer.source.position(layer.span.start).line;
  const place = { name, kind, text, depth, opensBranch, output, receptiveField, line };
  if (output === undefined) return { ...place, parameters: 0, trainable: 0, macs: 0, activationBytes: 0 };
  const parts = [layer, ...layer.suffixes];
  const weights = parts.flatMap((part) => part.weights);
  return {
    ...place,
    parameters: countOf(weights),
    trainable: countOf(weights.filter((weight) => weight.trainable)),
    macs: parts.reduce((sum, part) => sum + part.macs, 0),
    activationBytes: passesThrough(layer) ? 0 : 4 * sizeOf(output),
  };
}

/** A branch that makes no value of its own: what it passes on is counted where it was made. */
function passesThrough({ kind, weights }: Layer): boolean {
  return kind === 'identity' || (kind === 'shortcut' && weights.length === 0);
}

function countOf(weights: readonly WeightSpecification[]): number {
  return weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
}
