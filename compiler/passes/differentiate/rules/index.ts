// One gradient rule for every op of the forward graph; a forgotten one does not compile.

import type { Op, OpKind, OpOf } from '../../../graph/ops.js';
import { activation, prelu, softmax } from './activation.js';
import { batchNormalization } from './batch-normalization.js';
import { convolution, transposedConvolution } from './convolution.js';
import { dense } from './dense.js';
import { dropout } from './dropout.js';
import { add, concat, reshape } from './join.js';
import { crop, shuffleChannels, upsample, zeroPad } from './map.js';
import { averagePool, maxPool } from './pool.js';
import type { GradientRule } from './rule.js';
import { affine, localResponseNormalization, multiply } from './scale.js';

const gradientRules: { readonly [K in OpKind]: GradientRule<OpOf<K>> } = {
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

export const gradientRule: GradientRule<Op> = (op, step) => {
  // The table pairs each kind with the rule of that kind, which indexing cannot express.
  const rule = gradientRules[op.kind] as GradientRule<Op>;
  return rule(op, step);
};
