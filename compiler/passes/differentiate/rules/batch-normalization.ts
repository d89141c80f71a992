// Batch normalisation trains on the batch's own statistics, and moves the running ones towards
// them for later predictions; where it is frozen, it does as it will when predicting.

import type { BatchNormalization } from '../../../graph/ops.js';
import type { ValueId } from '../../../graph/value.js';
import type { StepBuilder } from '../step-builder.js';
import type { GradientRule } from './rule.js';

export const batchNormalization: GradientRule<BatchNormalization> = (op, step) => {
  return step.frozen.has(op.inputs.mean) ? frozenNormalization(op, step) : movingNormalization(op, step);
};

const frozenNormalization: GradientRule<BatchNormalization> = (op, step) => {
  const { origin, epsilon } = op;
  const { x, gamma, variance } = op.inputs;
  step.push(op);
  return (dy) => {
    const inputs = { ...(gamma !== undefined && { gamma }), variance, dy };
    const outputs = { dx: step.newGradient(x) };
    step.push({ kind: 'frozen-normalization-gradient', origin, inputs, outputs, epsilon });
  };
};

const movingNormalization: GradientRule<BatchNormalization> = (op, step) => {
  const { origin, epsilon } = op;
  const { x, gamma, beta } = op.inputs;
  const mean = step.like(op.inputs.mean);
  const variance = step.like(op.inputs.variance);
  const trained = { x, ...(gamma !== undefined && { gamma }), ...(beta !== undefined && { beta }) };
  const outputs = { ...op.outputs, mean, variance };
  step.push({ kind: 'batch-normalization-training', origin, inputs: trained, outputs, epsilon });
  runningAverage(op.inputs.mean, mean, op.momentum, step);
  runningAverage(op.inputs.variance, variance, op.momentum, step);
  return (dy) => {
    const inputs = { x, ...(gamma !== undefined && { gamma }), mean, variance, dy };
    // One op makes all three, since they share their sums; dx is made even where nobody wants it.
    const outputs = {
      dx: step.wants(x) ? step.newGradient(x) : step.like(x),
      ...(gamma !== undefined && step.wants(gamma) && { dgamma: step.newGradient(gamma) }),
      ...(beta !== undefined && step.wants(beta) && { dbeta: step.newGradient(beta) }),
    };
    step.push({ kind: 'batch-normalization-gradient', origin, inputs, outputs, epsilon });
  };
};

function runningAverage(running: ValueId, batch: ValueId, momentum: number, step: StepBuilder): void {
  const updated = step.like(running);
  const inputs = { running, batch, share: step.scalar('share') };
  step.push({ kind: 'running-average', origin: step.origin, inputs, outputs: { updated }, momentum });
  step.statistics.set(running, updated);
}
