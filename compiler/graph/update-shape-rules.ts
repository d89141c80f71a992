// How the shapes of gradients and updates must relate, one rule an op: all that belongs to a weight
// has its shape.

import type { OpOf } from './ops.js';
import type { ShapeCheck } from './shape-check.js';
import type { ShapeRule } from './shape-rules.js';
import type { UpdateOp } from './update-ops.js';
import type { ValueId } from './value.js';

export const updateShapeRules: { readonly [K in UpdateOp['kind']]: ShapeRule<OpOf<K, UpdateOp>> } = {
  'add-penalty': ({ inputs: { gradient, weight }, outputs }, check) =>
    alike([weight, gradient, outputs.gradient], check),
  'norm-factor': ({ inputs: { gradients }, outputs: { factor }, limit }, check) => {
    check.that(gradients.length > 0, 'a norm is that of at least one gradient');
    check.that(limit > 0, 'a norm is limited to more than 0');
    for (const gradient of gradients) alike([gradient], check);
    check.fixed(factor, []);
  },
  'scale-gradient': ({ inputs: { gradient, factor }, outputs }, check) => {
    alike([gradient, outputs.gradient], check);
    check.fixed(factor, []);
  },
  'clamp-gradient': ({ inputs: { gradient }, outputs, limit }, check) => {
    check.that(limit > 0, 'a gradient is limited to more than 0');
    alike([gradient, outputs.gradient], check);
  },
  'sgd-update': ({ inputs: { weight, gradient, velocity, rate }, outputs, momentum, nesterov }, check) => {
    const moving = velocity !== undefined && outputs.velocity !== undefined;
    check.that(moving === (momentum !== 0), 'a velocity belongs to a momentum that is not 0');
    check.that(moving || !nesterov, 'only a velocity can be looked ahead along');
    alike([weight, gradient, velocity, outputs.weight, outputs.velocity], check);
    check.fixed(rate, []);
  },
  'adam-update': ({ inputs, outputs }, check) => {
    const { weight, gradient, m, v, rate, correction1, correction2 } = inputs;
    alike([weight, gradient, m, v, outputs.weight, outputs.m, outputs.v], check);
    for (const scalar of [rate, correction1, correction2]) check.fixed(scalar, []);
  },
  'rmsprop-update': ({ inputs: { weight, gradient, square, rate }, outputs }, check) => {
    alike([weight, gradient, square, outputs.weight, outputs.square], check);
    check.fixed(rate, []);
  },
};

/** Claims that all these have the shape of the first, and no batch axis. */
function alike([first, ...others]: readonly [ValueId, ...(ValueId | undefined)[]], check: ShapeCheck): void {
  for (const value of [first, ...others]) check.fixed(value, check.shape(first));
}
