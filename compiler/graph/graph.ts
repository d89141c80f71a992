// A network as ops in single-assignment form, in an order in which they can be computed.

import type { Op } from './ops.js';
import type { TrainingOp } from './training-ops.js';
import type { Value, ValueId, Weight } from './value.js';

export interface GraphInput {
  readonly name: string;
  readonly value: ValueId;
}

export interface GraphOutput {
  readonly name: string;
  readonly value: ValueId;
}

/** The forward network. Every value is a graph input, a weight or the output of one op before its use. */
export interface Graph {
  /** The model's name. */
  readonly name: string;
  /** Indexed by `ValueId`. */
  readonly values: readonly Value[];
  readonly inputs: readonly GraphInput[];
  readonly weights: readonly Weight[];
  readonly ops: readonly Op[];
  readonly outputs: readonly GraphOutput[];
}

export type Loss = 'cross-entropy' | 'binary-cross-entropy' | 'mse' | 'mae';

/** What one of several outputs is trained with. */
export interface OutputLoss {
  /** The name of the network's output. */
  readonly output: string;
  readonly loss: Loss;
  /** Its share in the sum that training minimises. */
  readonly weight: number;
}

/** How weights move along their gradients; the formulas stand at the ops in `update-ops.ts`. */
export type Optimizer =
  | {
      readonly kind: 'sgd';
      readonly rate: number;
      readonly momentum: number;
      /** Looks ahead along the velocity; without momentum it changes nothing. */
      readonly nesterov: boolean;
    }
  | ({ readonly kind: 'adam' } & AdamSettings)
  /** `decay` is the share of each kernel that a step of rate 1 takes away. */
  | ({ readonly kind: 'adamw'; readonly decay: number } & AdamSettings)
  | { readonly kind: 'rmsprop'; readonly rate: number; readonly rho: number; readonly epsilon: number };

interface AdamSettings {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** What is done to gradients that are too large. */
export type GradientClip =
  /** All are shortened together where the root of the sum of their squares is longer than this. */
  | { readonly kind: 'norm'; readonly limit: number }
  /** Each number is held between minus this and this. */
  | { readonly kind: 'value'; readonly limit: number };

/** A dropout mask that the engine draws for each step. Its value is batched. */
export interface MaskInput {
  readonly value: ValueId;
  readonly rate: number;
  /** The layer it belongs to; with the seed and the step it fixes the mask. */
  readonly layer: string;
}

/**
 * A tensor that a step reads and replaces: a weight, or a state of its optimizer. Where a step
 * leaves a weight as it is (it is frozen, or the loss does not depend on it), `after` is `before`.
 */
export interface StepState {
  /**
   * `conv1/kernel`; behind it, for a state of the optimizer: `/velocity` of sgd with momentum, `/m`
   * and `/v` of adam and adamw, `/square` of rmsprop.
   */
  readonly name: string;
  readonly before: ValueId;
  readonly after: ValueId;
  readonly role: 'weight' | 'statistics' | 'optimizer';
}

/** Scalars, of shape [], that change from step to step. */
export type StepScalar = 'rate' | 'correction1' | 'correction2' | 'share';

/** An output of the network that a loss looks at. */
export interface TrainedHead {
  /** The name of the network's output. */
  readonly output: string;
  readonly loss: Loss;
  /** Its share in the sum that the step minimises. */
  readonly weight: number;
  /** What the output should have been, batched, in the shape of `scores`; an input of the step. */
  readonly target: ValueId;
  /** The output before its softmax or sigmoid, where it has one; from it come metrics. */
  readonly scores: ValueId;
}

/** One training step: forward, loss, gradients and update. */
export interface TrainingGraph {
  readonly name: string;
  readonly values: readonly Value[];
  /** The network's inputs, batched. */
  readonly inputs: readonly GraphInput[];
  /** At least one. */
  readonly heads: readonly TrainedHead[];
  readonly masks: readonly MaskInput[];
  /** Only those that some op reads. */
  readonly scalars: readonly { readonly scalar: StepScalar; readonly value: ValueId }[];
  readonly states: readonly StepState[];
  readonly ops: readonly TrainingOp[];
  /**
   * Of the data: the mean over the batch, shape []; of several heads the weighted sum. The penalty
   * on kernels is no part of it, so that losses compare whatever the penalty is.
   */
  readonly loss: ValueId;
  readonly optimizer: Optimizer;
}

/** The values that an op reads, in the order of its fields. */
export function inputsOf(op: { readonly inputs: object }): ValueId[] {
  const inputs: ValueId[] = [];
  for (const input of Object.values(op.inputs) as (ValueId | readonly ValueId[] | undefined)[]) {
    if (input === undefined) continue;
    if (typeof input === 'number') inputs.push(input);
    else inputs.push(...input);
  }
  return inputs;
}

/** The values that an op makes, in the order of its fields. */
export function outputsOf(op: { readonly outputs: object }): ValueId[] {
  return (Object.values(op.outputs) as (ValueId | undefined)[]).filter((value) => value !== undefined);
}
