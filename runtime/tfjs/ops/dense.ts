// Dense layers as one product of matrices, with bias and activation where a fused kernel knows it.

import type { ActivationFunction } from '../../../compiler/graph/ops.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { activate } from './activation.js';
import { fusable } from './fusable.js';

interface Multiplied {
  readonly x: TfTensor;
  readonly kernel: TfTensor;
  readonly bias?: TfTensor | undefined;
}

/** x is [batch, in], kernel [in, out]. */
export function dense(
  tf: TensorFlow,
  { x, kernel, bias }: Multiplied,
  chosen?: ActivationFunction,
): TfTensor {
  const fused = chosen === undefined ? undefined : fusable(chosen);
  const given = { a: x, b: kernel, ...(bias !== undefined && { bias }), ...fused };
  const y = tf.fused.matMul(given);
  return chosen === undefined || fused !== undefined ? y : activate(tf, y, chosen);
}
