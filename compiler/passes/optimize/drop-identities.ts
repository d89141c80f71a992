// Drops ops that hand on what they get: dropout, of which predictions know nothing, and padding by
// nothing, one branch alone, and their like.

import type { InferenceOp } from '../../graph/inference-ops.js';
import type { Padding } from '../../graph/ops.js';
import type { Value, ValueId } from '../../graph/value.js';
import { sameShape } from '../../shapes/shape.js';
import type { Pass } from './pass.js';
import { replaceValues } from './replace-values.js';

export const dropIdentities: Pass = {
  name: 'drop-identities',
  does: 'drops dropout, and ops that change nothing',
  apply: (graph) => ({ graph: replaceValues(graph, (op) => identical(op, graph.values)) }),
};

/** What an op reads, where that is all that it makes. */
function identical(op: InferenceOp, values: readonly Value[]): ValueId | undefined {
  switch (op.kind) {
    case 'dropout':
      return op.inputs.x;
    case 'affine':
      return op.factor === 1 && op.offset === 0 ? op.inputs.x : undefined;
    case 'zero-pad':
      return isNothing(op.padding) ? op.inputs.x : undefined;
    case 'crop':
      return isNothing(op.edges) ? op.inputs.x : undefined;
    case 'upsample':
      return op.factors.every((factor) => factor === 1) ? op.inputs.x : undefined;
    case 'shuffle-channels':
      return op.groups === 1 || op.groups === values[op.inputs.x].shape.at(-1) ? op.inputs.x : undefined;
    case 'reshape':
      return sameShape(op.shape, values[op.inputs.x].shape) ? op.inputs.x : undefined;
    case 'concat':
    case 'add':
    case 'multiply':
      return op.inputs.parts.length === 1 ? op.inputs.parts[0] : undefined;
    case 'activation':
    case 'average-pool':
    case 'batch-normalization':
    case 'convolution':
    case 'dense':
    case 'fused-convolution':
    case 'fused-dense':
    case 'local-response-normalization':
    case 'max-pool':
    case 'prelu':
    case 'slice-channels':
    case 'softmax':
    case 'transposed-convolution':
      return undefined;
  }
}

function isNothing(edges: readonly Padding[]): boolean {
  return edges.every(({ before, after }) => before === 0 && after === 0);
}
