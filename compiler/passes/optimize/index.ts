// The passes over a network that only predicts, in their order, and how its weights follow them.

import type { Graph } from '../../graph/graph.js';
import type { InferenceGraph } from '../../graph/inference-ops.js';
import { dropIdentities } from './drop-identities.js';
import { foldBatchNormalization } from './fold-batch-normalization.js';
import { fuseActivations } from './fuse-activations.js';
import { mergeSiblings } from './merge-siblings.js';
import type { Pass, Rewrite, WeightData } from './pass.js';
import { removeUnused } from './remove-unused.js';
import { shareEqual } from './share-equal.js';

export type { Pass, WeightData } from './pass.js';

/** Folding wants to see the kernels that training knows, so it comes before what renames and joins. */
export const passes: readonly Pass[] = [
  dropIdentities,
  foldBatchNormalization,
  shareEqual,
  fuseActivations,
  mergeSiblings,
  removeUnused,
];

export interface Optimized {
  readonly graph: InferenceGraph;
  /** The graph after each pass. */
  readonly steps: readonly { readonly pass: Pass; readonly graph: InferenceGraph }[];
  /** The weights of the optimized graph, made from those of the graph that was given. */
  weights(given: WeightData): WeightData;
}

export function optimize(graph: Graph, chosen: readonly Pass[] = passes): Optimized {
  const rewrites: (Rewrite & { readonly pass: Pass })[] = [];
  let current: InferenceGraph = graph;
  for (const pass of chosen) {
    const rewrite = pass.apply(current);
    rewrites.push({ ...rewrite, pass });
    current = rewrite.graph;
  }
  return {
    graph: current,
    steps: rewrites.map(({ pass, graph: after }) => ({ pass, graph: after })),
    weights: (given) => rewrites.reduce(follow, given),
  };
}

function follow(before: WeightData, { graph, weights: rules }: Rewrite): WeightData {
  const after = new Map<string, { readonly data: Float32Array }>();
  for (const { name } of graph.weights) {
    const data = rules?.get(name)?.(before) ?? before.get(name)?.data;
    if (data === undefined) throw new Error(`no weight is named ${name}`);
    after.set(name, { data });
  }
  return after;
}
