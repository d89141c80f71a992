// The ops of a network that is done learning: what a network lowers to, and what passes may make of
// it. Training never sees these; an emitter or engine that runs optimized graphs is exhaustive over them.

import type { Graph } from './graph.js';
import type { ActivationFunction, Convolution, Dense, Op } from './ops.js';
import type { SliceChannels, TrainingOp } from './training-ops.js';

/** y = function(x * kernel + bias), in one go. */
export interface FusedConvolution extends Omit<Convolution, 'kind'> {
  readonly kind: 'fused-convolution';
  readonly function: ActivationFunction;
}

/** y = function(x · kernel + bias), in one go. */
export interface FusedDense extends Omit<Dense, 'kind'> {
  readonly kind: 'fused-dense';
  readonly function: ActivationFunction;
}

/** Everything that an optimized network is made of. */
export type InferenceOp = Op | FusedConvolution | FusedDense | SliceChannels;

/** Every op that there is. */
export type AnyOp = TrainingOp | InferenceOp;

/** A network that only predicts. Its weights may be made of those that training knows. */
export interface InferenceGraph extends Omit<Graph, 'ops'> {
  readonly ops: readonly InferenceOp[];
}
