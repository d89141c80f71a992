// Batch normalisations of a network by the names of their layers, with what each reads.

import type { Graph } from '../../compiler/graph/graph.js';
import type { BatchNormalization, Op } from '../../compiler/graph/ops.js';
import type { Weights } from '../tensor.js';

export interface Normalization {
  readonly layer: string;
  readonly op: BatchNormalization;
  /** The names of its weights. */
  readonly mean: string;
  readonly variance: string;
  readonly gamma: string | undefined;
  readonly beta: string | undefined;
}

function isNormalization(op: Op): op is BatchNormalization {
  return op.kind === 'batch-normalization';
}

/** In the order of computation. */
export function normalizationsOf(graph: Graph): Normalization[] {
  const names = new Map(graph.weights.map(({ name, value }) => [value, name]));
  return graph.ops.filter(isNormalization).map((op) => {
    const { mean, variance, gamma, beta } = op.inputs;
    return {
      layer: op.origin.layer,
      op,
      mean: names.get(mean) as string,
      variance: names.get(variance) as string,
      gamma: gamma === undefined ? undefined : names.get(gamma),
      beta: beta === undefined ? undefined : names.get(beta),
    };
  });
}

/** With gamma and beta it can give back what it takes away. */
export function canBeUndone({ gamma, beta }: Normalization): boolean {
  return gamma !== undefined && beta !== undefined;
}

/** The layers of which these weights have nothing, of any shape, and that can be calibrated. */
export function addedNormalizations(graph: Graph, found: Weights): string[] {
  return normalizationsOf(graph)
    .filter(({ mean, variance, gamma, beta }) =>
      [mean, variance, gamma, beta].every((name) => name === undefined || !found.has(name)),
    )
    .filter(canBeUndone)
    .map(({ layer }) => layer);
}
