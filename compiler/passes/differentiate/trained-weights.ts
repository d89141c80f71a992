// From the gradients of the loss to what each weight moves along: with the penalty on kernels, and
// then clipped, all together.

import type { GradientClip, Graph } from '../../graph/graph.js';
import type { ValueId, Weight } from '../../graph/value.js';
import { layerOf } from './freeze.js';
import type { StepBuilder } from './step-builder.js';

/** What is done to gradients before weights move along them. */
export interface GradientChoice {
  readonly clip?: GradientClip | undefined;
  /**
   * λ of the penalty λ/2 · Σ kernel² over the kernels of convolutions and dense layers that are
   * trained. It moves weights and is no part of the loss that a step reports.
   */
  readonly l2?: number | undefined;
}

/** A weight that moves, and its gradient. */
export interface TrainedWeight {
  readonly name: string;
  readonly value: ValueId;
  readonly gradient: ValueId;
  /** Of a convolution or a dense layer: what penalties and decay are meant for. */
  readonly isKernel: boolean;
}

/** The weights that the loss depends on and that are not frozen, in the order of the graph's. */
export function trainedWeights(
  graph: Graph,
  { clip, l2 = 0 }: GradientChoice,
  step: StepBuilder,
): TrainedWeight[] {
  const kernels = kernelsOf(graph);
  const reached = graph.weights.flatMap((weight) => {
    const isKernel = kernels.has(weight.value);
    const gradient = gradientOf(weight, isKernel ? l2 : 0, step);
    return gradient === undefined ? [] : [{ name: weight.name, value: weight.value, gradient, isKernel }];
  });
  return clip === undefined || reached.length === 0 ? reached : clipped(reached, clip, step);
}

function kernelsOf({ ops }: Graph): Set<ValueId> {
  const kernels = ops.flatMap((op) => ('kernel' in op.inputs ? [op.inputs.kernel] : []));
  return new Set(kernels);
}

function gradientOf({ name, value }: Weight, factor: number, step: StepBuilder): ValueId | undefined {
  step.layer = layerOf(name);
  const gradient = step.gradientOf(value);
  if (gradient === undefined || factor === 0) return gradient;
  const penalized = step.like(value);
  const inputs = { gradient, weight: value };
  step.push({ kind: 'add-penalty', origin: step.origin, inputs, outputs: { gradient: penalized }, factor });
  return penalized;
}

function clipped(weights: readonly TrainedWeight[], clip: GradientClip, step: StepBuilder): TrainedWeight[] {
  const change = clip.kind === 'value' ? clamp(clip.limit, step) : shorten(weights, clip.limit, step);
  return weights.map((weight) => {
    step.layer = layerOf(weight.name);
    const gradient = step.like(weight.value);
    change(weight.gradient, gradient);
    return { ...weight, gradient };
  });
}

/** Writes how one gradient becomes another. */
type Change = (from: ValueId, to: ValueId) => void;

function clamp(limit: number, step: StepBuilder): Change {
  return (from, to) => {
    const [inputs, outputs] = [{ gradient: from }, { gradient: to }];
    step.push({ kind: 'clamp-gradient', origin: step.origin, inputs, outputs, limit });
  };
}

function shorten(weights: readonly TrainedWeight[], limit: number, step: StepBuilder): Change {
  step.layer = 'clip';
  const factor = step.value([], false);
  const inputs = { gradients: weights.map((weight) => weight.gradient) };
  step.push({ kind: 'norm-factor', origin: step.origin, inputs, outputs: { factor }, limit });
  return (from, to) => {
    const outputs = { gradient: to };
    step.push({ kind: 'scale-gradient', origin: step.origin, inputs: { gradient: from, factor }, outputs });
  };
}
