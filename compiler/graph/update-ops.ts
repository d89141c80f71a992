// The ops that come after the gradients: what becomes of a gradient before its weight moves, and how
// it moves. None of their values is batched.

import type { OpBase } from './ops.js';
import type { ValueId } from './value.js';

/** dL/dweight of a penalty factor/2 · Σ weight², added to a gradient: gradient' = gradient + factor · weight. */
export interface AddPenalty extends OpBase<'add-penalty'> {
  readonly inputs: { readonly gradient: ValueId; readonly weight: ValueId };
  readonly outputs: { readonly gradient: ValueId };
  readonly factor: number;
}

/**
 * What shortens gradients to a common norm (Pascanu et al. 2013, algorithm 1): limit / max(norm, limit),
 * where norm is the root of the sum of the squares of all of them. 1, to the bit, where they are
 * short enough, and NaN where the norm is infinite or NaN: what diverges must not look like a step
 * of nothing (TensorFlow's `clip_by_global_norm` does the same).
 */
export interface NormFactor extends OpBase<'norm-factor'> {
  readonly inputs: { readonly gradients: readonly ValueId[] };
  readonly outputs: { readonly factor: ValueId };
  readonly limit: number;
}

/** gradient' = factor · gradient, with a factor of shape []. */
export interface ScaleGradient extends OpBase<'scale-gradient'> {
  readonly inputs: { readonly gradient: ValueId; readonly factor: ValueId };
  readonly outputs: { readonly gradient: ValueId };
}

/** gradient' = min(max(gradient, −limit), limit); NaN stays NaN. */
export interface ClampGradient extends OpBase<'clamp-gradient'> {
  readonly inputs: { readonly gradient: ValueId };
  readonly outputs: { readonly gradient: ValueId };
  readonly limit: number;
}

/**
 * velocity' = momentum · velocity − rate · gradient; weight' = weight + velocity' or, with Nesterov's
 * momentum, weight + momentum · velocity' − rate · gradient: Sutskever et al. 2013 (equations 3 and
 * 4) in the weights at which the gradient is taken (Bengio et al. 2013, equation 7), as Keras has it.
 * PyTorch multiplies the whole velocity by the rate of the step instead: where the rate is constant,
 * that is the same.
 */
export interface SgdUpdate extends OpBase<'sgd-update'> {
  readonly inputs: {
    readonly weight: ValueId;
    readonly gradient: ValueId;
    /** Present where momentum is not 0. */
    readonly velocity?: ValueId;
    readonly rate: ValueId;
  };
  readonly outputs: { readonly weight: ValueId; readonly velocity?: ValueId };
  readonly momentum: number;
  /** Only where momentum is not 0. */
  readonly nesterov: boolean;
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1): m' = β₁m + (1−β₁)g, v' = β₂v + (1−β₂)g²,
 * weight' = weight − rate · ((m'/c₁) / (√(v'/c₂) + ε) + decay · weight) where the scalar inputs are
 * c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ at step t (from 1). The decay is that of AdamW (Loshchilov and
 * Hutter 2019, algorithm 2), whose schedule and rate are one here, as in Keras and PyTorch.
 */
export interface AdamUpdate extends OpBase<'adam-update'> {
  readonly inputs: {
    readonly weight: ValueId;
    readonly gradient: ValueId;
    readonly m: ValueId;
    readonly v: ValueId;
    readonly rate: ValueId;
    readonly correction1: ValueId;
    readonly correction2: ValueId;
  };
  readonly outputs: { readonly weight: ValueId; readonly m: ValueId; readonly v: ValueId };
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly decay: number;
}

/**
 * RMSProp (Tieleman and Hinton 2012, lecture 6.5): square' = ρ · square + (1−ρ)g²,
 * weight' = weight − rate · g / √(square' + ε), with ε under the root as in Keras and TensorFlow.js;
 * PyTorch adds it to the root.
 */
export interface RmspropUpdate extends OpBase<'rmsprop-update'> {
  readonly inputs: {
    readonly weight: ValueId;
    readonly gradient: ValueId;
    readonly square: ValueId;
    readonly rate: ValueId;
  };
  readonly outputs: { readonly weight: ValueId; readonly square: ValueId };
  readonly rho: number;
  readonly epsilon: number;
}

export type UpdateOp =
  AddPenalty | NormFactor | ScaleGradient | ClampGradient | SgdUpdate | AdamUpdate | RmspropUpdate;
