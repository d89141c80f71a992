// What of TensorFlow.js the engine computes with. The instance is handed in: each backend brings the
// one that it is registered with, and two must never meet in one computation.

import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

export type TensorFlow = typeof import('@tensorflow/tfjs-core');
export type TfTensor = Tensor;
/** A batch of maps of two axes, or a kernel for them, as some functions want it said. */
export type TfTensor4 = Tensor4D;
