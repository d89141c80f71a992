// What an optimizer does to one weight.

import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

export function lowerSgdUpdate(op: OpOf<'sgd-update', TrainingOp>, to: Lowering): void {
  const { weight, gradient, velocity, rate } = op.inputs;
  const step = to.multiply(to.name(rate), to.name(gradient));
  if (velocity === undefined || op.outputs.velocity === undefined) {
    to.bind(op.outputs.weight, to.subtract(to.name(weight), step));
    return;
  }
  const moved = to.subtract(to.multiply(to.scalar(op.momentum), to.name(velocity)), step);
  to.bind(op.outputs.velocity, moved);
  to.bind(op.outputs.weight, to.add(to.name(weight), moved));
}

/** With the corrections moved onto scalars: rate · √c₂/c₁ · m' / (√v' + ε√c₂), as section 2 of the paper has it. */
export function lowerAdamUpdate(op: OpOf<'adam-update', TrainingOp>, to: Lowering): void {
  const gradient = to.name(op.inputs.gradient);
  const m = decay(to, to.name(op.inputs.m), gradient, op.beta1);
  const v = decay(to, to.name(op.inputs.v), to.multiply(gradient, gradient), op.beta2);
  const correction = to.node('Sqrt', [to.name(op.inputs.correction2)]);
  const rate = to.multiply(to.name(op.inputs.rate), to.divide(correction, to.name(op.inputs.correction1)));
  const epsilon = to.multiply(to.scalar(op.epsilon), correction);
  const direction = to.divide(m, to.add(to.node('Sqrt', [v]), epsilon));
  to.bind(op.outputs.m, m);
  to.bind(op.outputs.v, v);
  to.bind(op.outputs.weight, to.subtract(to.name(op.inputs.weight), to.multiply(rate, direction)));
}

/** β · state + (1 − β) · fresh */
function decay(to: Lowering, state: Name, fresh: Name, beta: number): Name {
  return to.add(to.multiply(state, to.scalar(beta)), to.multiply(fresh, to.scalar(1 - beta)));
}
