// The rule of every op. One that is left out does not compile.

import type { InferenceOp } from '../../../graph/inference-ops.js';
import type { LayerCall } from '../call.js';
import type { GraphView } from '../graph-view.js';
import { activation, prelu, softmax } from './activation.js';
import { affine } from './affine.js';
import { batchNormalization } from './batch-normalization.js';
import { convolution } from './convolution.js';
import { dense } from './dense.js';
import { crop, sliceChannels, zeroPad } from './edges.js';
import { add, concat, multiply } from './join.js';
import { localResponseNormalization } from './local-response-normalization.js';
import { averagePool, maxPool } from './pool.js';
import { reshape } from './reshape.js';
import type { InferenceKind, Rule } from './rule.js';
import { shuffleChannels } from './shuffle-channels.js';
import { transposedConvolution } from './transposed-convolution.js';
import { upsample } from './upsample.js';

const rules: { readonly [K in InferenceKind]: Rule<K> } = {
  convolution,
  'fused-convolution': convolution,
  'transposed-convolution': transposedConvolution,
  'max-pool': maxPool,
  'average-pool': averagePool,
  dense,
  'fused-dense': dense,
  'batch-normalization': batchNormalization,
  // A prediction drops nothing.
  dropout: () => [],
  activation,
  prelu,
  softmax,
  'local-response-normalization': localResponseNormalization,
  reshape,
  'zero-pad': zeroPad,
  crop,
  'slice-channels': sliceChannels,
  upsample,
  'shuffle-channels': shuffleChannels,
  affine,
  concat,
  add,
  multiply,
};

/** The layers that compute an op; none where it does nothing. */
export function layersOf(op: InferenceOp, graph: GraphView): readonly LayerCall[] {
  // The table pairs each kind with the rule of that kind, which indexing cannot express.
  return (rules[op.kind] as Rule<InferenceKind>)(op, graph);
}
