// Writes how the optimizer moves each weight along its gradient.

import type { Optimizer, StepState } from '../../graph/graph.js';
import type { ValueId, Weight } from '../../graph/value.js';
import { layerOf } from './freeze.js';
import type { StepBuilder } from './step-builder.js';
import type { TrainedWeight } from './trained-weights.js';

/** The weights as the step leaves them. What is not trained, and no statistics that move, stays as it is. */
export function writeUpdates(
  weights: readonly Weight[],
  trained: readonly TrainedWeight[],
  optimizer: Optimizer,
  step: StepBuilder,
): StepState[] {
  const byValue = new Map(trained.map((weight) => [weight.value, weight]));
  return weights.map(({ name, value }) => {
    step.layer = layerOf(name);
    const statistics = step.statistics.get(value);
    if (statistics !== undefined) return { name, before: value, after: statistics, role: 'statistics' };
    const moving = byValue.get(value);
    const after = moving === undefined ? value : writeUpdate(moving, optimizer, step);
    return { name, before: value, after, role: 'weight' };
  });
}

function writeUpdate(weight: TrainedWeight, optimizer: Optimizer, step: StepBuilder): ValueId {
  switch (optimizer.kind) {
    case 'sgd':
      return writeSgd(weight, optimizer, step);
    case 'adam':
      return writeAdam(weight, { ...optimizer, decay: 0 }, step);
    case 'adamw':
      // Biases, slopes and what batch normalisation learns are few, and far from 0 for good reasons.
      return writeAdam(weight, weight.isKernel ? optimizer : { ...optimizer, decay: 0 }, step);
    case 'rmsprop':
      return writeRmsprop(weight, optimizer, step);
  }
}

type SettingsOf<Kind extends Optimizer['kind']> = Omit<Extract<Optimizer, { kind: Kind }>, 'kind' | 'rate'>;

function writeSgd(
  { name, value, gradient }: TrainedWeight,
  { momentum, nesterov }: SettingsOf<'sgd'>,
  step: StepBuilder,
): ValueId {
  const { origin } = step;
  const kind = 'sgd-update';
  const weight = step.like(value);
  const moving = { weight: value, gradient, rate: step.scalar('rate') };
  if (momentum === 0) {
    step.push({ kind, origin, inputs: moving, outputs: { weight }, momentum, nesterov: false });
    return weight;
  }
  const after = step.like(value);
  const inputs = { ...moving, velocity: step.optimizerState(`${name}/velocity`, after) };
  step.push({ kind, origin, inputs, outputs: { weight, velocity: after }, momentum, nesterov });
  return weight;
}

function writeAdam(
  { name, value, gradient }: TrainedWeight,
  { beta1, beta2, epsilon, decay }: SettingsOf<'adamw'>,
  step: StepBuilder,
): ValueId {
  const { origin } = step;
  const outputs = { weight: step.like(value), m: step.like(value), v: step.like(value) };
  const inputs = {
    weight: value,
    gradient,
    m: step.optimizerState(`${name}/m`, outputs.m),
    v: step.optimizerState(`${name}/v`, outputs.v),
    rate: step.scalar('rate'),
    correction1: step.scalar('correction1'),
    correction2: step.scalar('correction2'),
  };
  step.push({ kind: 'adam-update', origin, inputs, outputs, beta1, beta2, epsilon, decay });
  return outputs.weight;
}

function writeRmsprop(
  { name, value, gradient }: TrainedWeight,
  { rho, epsilon }: SettingsOf<'rmsprop'>,
  step: StepBuilder,
): ValueId {
  const { origin } = step;
  const outputs = { weight: step.like(value), square: step.like(value) };
  const square = step.optimizerState(`${name}/square`, outputs.square);
  const inputs = { weight: value, gradient, square, rate: step.scalar('rate') };
  step.push({ kind: 'rmsprop-update', origin, inputs, outputs, rho, epsilon });
  return outputs.weight;
}
