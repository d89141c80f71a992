// What a pass over an inference graph is: a graph in, an equal one out, and how the weights follow.

import type { InferenceGraph } from '../../graph/inference-ops.js';

/** Weights by name, row-major in the language's layout. */
export type WeightData = ReadonlyMap<string, { readonly data: Float32Array }>;

/** Makes the numbers of one weight of the new graph from those of the graph before. */
export type WeightRule = (before: WeightData) => Float32Array;

export interface Rewrite {
  readonly graph: InferenceGraph;
  /** By name, the weights of the new graph that are not those of the graph before; none by default. */
  readonly weights?: ReadonlyMap<string, WeightRule>;
}

export interface Pass {
  /** As `--print-graph` calls it. */
  readonly name: string;
  /** Says what it does, for people. */
  readonly does: string;
  /** The same function of the inputs, up to rounding; the graph itself where there is nothing to do. */
  apply(graph: InferenceGraph): Rewrite;
}

/** The numbers of a weight; throws where there is none of this name. */
export function numbersOf(weights: WeightData, name: string): Float32Array {
  const weight = weights.get(name);
  if (weight === undefined) throw new Error(`no weight is named ${name}`);
  return weight.data;
}
