// Dense layers as one product of matrices, with bias and activation where a fused kernel knows it.

import type { ActivationFunction } from '../../../compiler/graph/ops.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';
import { activate } from './activation.js';
import { fusable } from '../../../compiler/emit/typescript-common/fusable.js';

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

// Matrices are transposed by themselves: wasm multiplies transposed ones ten times as slowly.

export function denseKernelGradient(tf: TensorFlow, x: TfTensor, dy: TfTensor): TfTensor {
  return tf.matMul(tf.transpose(x), dy);
}

export function denseInputGradient(tf: TensorFlow, dy: TfTensor, kernel: TfTensor): TfTensor {
  return tf.matMul(dy, tf.transpose(kernel));
}
