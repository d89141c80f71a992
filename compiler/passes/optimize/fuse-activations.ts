// Applies an activation where its convolution or dense layer writes its sums, instead of reading the
// whole map once more.

import type { FusedConvolution, FusedDense, InferenceOp } from '../../graph/inference-ops.js';
import type { Activation, Convolution, Dense } from '../../graph/ops.js';
import type { Pass } from './pass.js';
import { Readers } from './readers.js';

export const fuseActivations: Pass = {
  name: 'fuse-activations',
  does: 'applies activations inside the convolution or dense layer before them',
  apply(graph) {
    const readers = new Readers(graph);
    const gone = new Set<InferenceOp>();
    const ops: InferenceOp[] = [];
    for (const op of graph.ops) {
      if (gone.has(op)) continue;
      const next = op.kind === 'convolution' || op.kind === 'dense' ? readers.only(op.outputs.y) : undefined;
      if (next?.kind !== 'activation') ops.push(op);
      else {
        gone.add(next);
        ops.push(fused(op as Convolution | Dense, next));
      }
    }
    return { graph: gone.size === 0 ? graph : { ...graph, ops } };
  },
};

function fused(op: Convolution | Dense, activation: Activation): FusedConvolution | FusedDense {
  const { outputs, function: applied } = activation;
  return op.kind === 'dense'
    ? { ...op, kind: 'fused-dense', outputs, function: applied }
    : { ...op, kind: 'fused-convolution', outputs, function: applied };
}
