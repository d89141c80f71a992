// Writes how the optimizer moves each weight along its gradient.

import type { Optimizer, StepState } from '../../graph/graph.js';
import type { ValueId, Weight } from '../../graph/value.js';
import type { StepBuilder } from './step-builder.js';

/** A trainable weight and its gradient. */
interface Trained {
  readonly name: string;
  readonly value: ValueId;
  readonly gradient: ValueId;
}

/** The weights as the step leaves them. What no gradient reaches, and no statistics, stays as it is. */
export function writeUpdates(
  weights: readonly Weight[],
  optimizer: Optimizer,
  step: StepBuilder,
): StepState[] {
  return weights.map(({ name, value }) => {
    step.layer = layerOf(name);
    const statistics = step.statistics.get(value);
    if (statistics !== undefined) return { name, before: value, after: statistics, role: 'statistics' };
    const gradient = step.gradientOf(value);
    if (gradient === undefined) return { name, before: value, after: value, role: 'weight' };
    const after = writeUpdate({ name, value, gradient }, optimizer, step);
    return { name, before: value, after, role: 'weight' };
  });
}

/** `conv1` of `conv1/kernel`. */
function layerOf(weight: string): string {
  return weight.slice(0, Math.max(0, weight.lastIndexOf('/')));
}

function writeUpdate(trained: Trained, optimizer: Optimizer, step: StepBuilder): ValueId {
  switch (optimizer.kind) {
    case 'sgd':
      return writeSgd(trained, optimizer.momentum, step);
    case 'adam':
      return writeAdam(trained, optimizer, step);
  }
}

function writeSgd({ name, value, gradient }: Trained, momentum: number, step: StepBuilder): ValueId {
  const { origin } = step;
  const kind = 'sgd-update';
  const weight = step.like(value);
  const moving = { weight: value, gradient, rate: step.scalar('rate') };
  if (momentum === 0) {
    step.push({ kind, origin, inputs: moving, outputs: { weight }, momentum });
    return weight;
  }
  const after = step.like(value);
  const velocity = step.optimizerState(`${name}/velocity`, after);
  step.push({
    kind,
    origin,
    inputs: { ...moving, velocity },
    outputs: { weight, velocity: after },
    momentum,
  });
  return weight;
}

type Adam = Extract<Optimizer, { kind: 'adam' }>;

function writeAdam({ name, value, gradient }: Trained, adam: Adam, step: StepBuilder): ValueId {
  const { beta1, beta2, epsilon } = adam;
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
  step.push({ kind: 'adam-update', origin: step.origin, inputs, outputs, beta1, beta2, epsilon });
  return outputs.weight;
}
