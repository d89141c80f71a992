// How each op of a network becomes ONNX nodes.

import type { Op, OpKind, OpOf } from '../../../graph/ops.js';
import type { Lowering } from '../lowering.js';
import { lowerLocalResponse, lowerShuffleChannels } from './channels.js';
import { lowerConvolution, lowerDense } from './convolution.js';
import {
  lowerActivation,
  lowerAdd,
  lowerAffine,
  lowerBatchNormalization,
  lowerConcat,
  lowerDropout,
  lowerMultiply,
  lowerPrelu,
  lowerReshape,
  lowerSoftmax,
} from './elementwise.js';
import { lowerAveragePool, lowerMaxPool } from './pools.js';
import { lowerCrop, lowerUpsample, lowerZeroPad } from './spatial.js';
import { lowerTransposedConvolution } from './transposed-convolution.js';

export type ForwardRules = { readonly [K in OpKind]: (op: OpOf<K>, to: Lowering) => void };

export const forwardRules: ForwardRules = {
  convolution: lowerConvolution,
  'transposed-convolution': lowerTransposedConvolution,
  'max-pool': lowerMaxPool,
  'average-pool': lowerAveragePool,
  dense: lowerDense,
  'batch-normalization': lowerBatchNormalization,
  dropout: lowerDropout,
  activation: lowerActivation,
  prelu: lowerPrelu,
  softmax: lowerSoftmax,
  'local-response-normalization': lowerLocalResponse,
  reshape: lowerReshape,
  'zero-pad': lowerZeroPad,
  crop: lowerCrop,
  upsample: lowerUpsample,
  'shuffle-channels': lowerShuffleChannels,
  affine: lowerAffine,
  concat: lowerConcat,
  add: lowerAdd,
  multiply: lowerMultiply,
};

export function lowerOp(op: Op, to: Lowering): void {
  const rule = forwardRules[op.kind] as (op: Op, to: Lowering) => void;
  to.layer = op.origin.layer;
  rule(op, to);
}
