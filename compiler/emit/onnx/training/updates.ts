// What an optimizer does to one weight.

import type { OpOf } from '../../../graph/ops.js';
import type { UpdateOp } from '../../../graph/update-ops.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

export function lowerSgdUpdate(op: OpOf<'sgd-update', UpdateOp>, to: Lowering): void {
  const { weight, gradient, velocity, rate } = op.inputs;
  const step = to.multiply(to.name(rate), to.name(gradient));
  if (velocity === undefined || op.outputs.velocity === undefined) {
    to.bind(op.outputs.weight, to.subtract(to.name(weight), step));
    return;
  }
  const along = (direction: Name) => to.subtract(to.multiply(to.scalar(op.momentum), direction), step);
  const moved = along(to.name(velocity));
  to.bind(op.outputs.velocity, moved);
  to.bind(op.outputs.weight, to.add(to.name(weight), op.nesterov ? along(moved) : moved));
}

/** With the corrections moved onto scalars: rate · √c₂/c₁ · m' / (√v' + ε√c₂), as section 2 of the paper has it. */
export function lowerAdamUpdate(op: OpOf<'adam-update', UpdateOp>, to: Lowering): void {
  const gradient = to.name(op.inputs.gradient);
  const m = average(to, to.name(op.inputs.m), gradient, op.beta1);
  const v = average(to, to.name(op.inputs.v), to.multiply(gradient, gradient), op.beta2);
  const correction = to.node('Sqrt', [to.name(op.inputs.correction2)]);
  const rate = to.multiply(to.name(op.inputs.rate), to.divide(correction, to.name(op.inputs.correction1)));
  const epsilon = to.multiply(to.scalar(op.epsilon), correction);
  const direction = to.divide(m, to.add(to.node('Sqrt', [v]), epsilon));
  const moved = to.subtract(decayedWeight(op, to), to.multiply(rate, direction));
  to.bind(op.outputs.m, m);
  to.bind(op.outputs.v, v);
  to.bind(op.outputs.weight, moved);
}

/** weight − rate · decay · weight. (1 − rate · decay would round the decay itself, by 1 % where it is 1e-5.) */
function decayedWeight({ inputs, decay }: OpOf<'adam-update', UpdateOp>, to: Lowering): Name {
  const weight = to.name(inputs.weight);
  if (decay === 0) return weight;
  const share = to.multiply(to.name(inputs.rate), to.scalar(decay));
  return to.subtract(weight, to.multiply(weight, share));
}

export function lowerRmspropUpdate(op: OpOf<'rmsprop-update', UpdateOp>, to: Lowering): void {
  const gradient = to.name(op.inputs.gradient);
  const mean = average(to, to.name(op.inputs.square), to.multiply(gradient, gradient), op.rho);
  const root = to.node('Sqrt', [to.add(mean, to.scalar(op.epsilon))]);
  const step = to.divide(to.multiply(to.name(op.inputs.rate), gradient), root);
  to.bind(op.outputs.square, mean);
  to.bind(op.outputs.weight, to.subtract(to.name(op.inputs.weight), step));
}

/** β · state + (1 − β) · fresh */
function average(to: Lowering, state: Name, fresh: Name, beta: number): Name {
  return to.add(to.multiply(state, to.scalar(beta)), to.multiply(fresh, to.scalar(1 - beta)));
}
