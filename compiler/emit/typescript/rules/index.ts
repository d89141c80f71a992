// How each op becomes tfjs layers: exhaustive, so that a new op does not compile until it has a rule.

import type { Op, OpKind } from '../../../graph/ops.js';
import type { GraphView } from '../graph-view.js';
import type { LayerCall } from '../layer-call.js';
import { activation, prelu, softmax } from './activation.js';
import { affine } from './affine.js';
import { batchNormalization } from './batch-normalization.js';
import { convolution } from './convolution.js';
import { dense } from './dense.js';
import { dropout } from './dropout.js';
import { crop, zeroPad } from './edges.js';
import { localResponseNormalization } from './local-response-normalization.js';
import { add, concat, multiply } from './merge.js';
import { averagePool, maxPool } from './pool.js';
import { reshape } from './reshape.js';
import type { Rule } from './rule.js';
import { shuffleChannels } from './shuffle-channels.js';
import { transposedConvolution } from './transposed-convolution.js';
import { upsample } from './upsample.js';

const rules: { readonly [Kind in OpKind]: Rule<Kind> } = {
  convolution,
  'transposed-convolution': transposedConvolution,
  'max-pool': maxPool,
  'average-pool': averagePool,
  dense,
  'batch-normalization': batchNormalization,
  dropout,
  activation,
  prelu,
  softmax,
  'local-response-normalization': localResponseNormalization,
  reshape,
  'zero-pad': zeroPad,
  crop,
  upsample,
  'shuffle-channels': shuffleChannels,
  affine,
  concat,
  add,
  multiply,
};

export function layersOf(op: Op, graph: GraphView): LayerCall[] {
  // Each rule is filed under the kind of the op that it takes.
  const rule = rules[op.kind] as (op: Op, graph: GraphView) => LayerCall[];
  return rule(op, graph);
}
