// How each op of a network becomes ONNX nodes.

import type { Op, OpKind, OpOf } from '../../../graph/ops.js';
import type { Lowering } from '../lowering.js';
import { lowerConvolution, lowerDense } from './convolution.js';
import {
  lowerActivation,
  lowerAdd,
  lowerBatchNormalization,
  lowerConcat,
  lowerDropout,
  lowerPrelu,
  lowerReshape,
  lowerSoftmax,
} from './elementwise.js';
import { lowerAveragePool, lowerMaxPool } from './pools.js';

export type ForwardRules = { readonly [K in OpKind]: (op: OpOf<K>, to: Lowering) => void };

export const forwardRules: ForwardRules = {
  convolution: lowerConvolution,
  'max-pool': lowerMaxPool,
  'average-pool': lowerAveragePool,
  dense: lowerDense,
  'batch-normalization': lowerBatchNormalization,
  dropout: lowerDropout,
  activation: lowerActivation,
  prelu: lowerPrelu,
  softmax: lowerSoftmax,
  reshape: lowerReshape,
  concat: lowerConcat,
  add: lowerAdd,
};

export function lowerOp(op: Op, to: Lowering): void {
  const rule = forwardRules[op.kind] as (op: Op, to: Lowering) => void;
  to.layer = op.origin.layer;
  rule(op, to);
}
