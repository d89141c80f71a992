// How the shapes of a forward op's values must relate, one rule an op.

import type { Convolution, ConvolutionGeometry, OpKind, OpOf, PoolGeometry } from './ops.js';
import type { ShapeCheck } from './shape-check.js';
import { sizeOf, type ValueId } from './value.js';

/** Throws an Error where a shape does not follow. */
export type ShapeRule<O> = (op: O, check: ShapeCheck) => void;

interface XY {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
}

export const shapeRules: { readonly [K in OpKind]: ShapeRule<OpOf<K>> } = {
  convolution,
  'max-pool': ({ inputs, outputs, geometry }, check) => pooled(inputs.x, outputs.y, geometry, check),
  'average-pool': ({ inputs, outputs, geometry }, check) => pooled(inputs.x, outputs.y, geometry, check),
  dense: ({ inputs: { x, kernel, bias }, outputs: { y } }, check) => {
    const units = check.channels(y);
    check.batched(x, [check.channels(x)]);
    check.fixed(kernel, [check.channels(x), units]);
    check.fixed(bias, [units]);
    check.batched(y, [units]);
  },
  'batch-normalization': (op, check) => {
    const { x, gamma, beta, mean, variance } = op.inputs;
    for (const weight of [gamma, beta, mean, variance]) check.fixed(weight, [check.channels(x)]);
    alike(op, check);
  },
  dropout: alike,
  activation: alike,
  prelu: (op, check) => {
    check.fixed(op.inputs.slope, [check.channels(op.inputs.x)]);
    alike(op, check);
  },
  softmax: (op, check) => {
    check.channels(op.inputs.x);
    alike(op, check);
  },
  reshape: ({ inputs: { x }, outputs: { y }, shape }, check) => {
    check.batched(x, check.shape(x));
    check.batched(y, shape);
    check.that(sizeOf(shape) === sizeOf(check.shape(x)), `the shape holds ${sizeOf(shape)} numbers`);
  },
  concat: ({ inputs: { parts }, outputs: { y } }, check) => {
    let channels = 0;
    for (const part of parts) {
      check.batched(part, [...check.spatial(y), check.channels(part)]);
      channels += check.channels(part);
    }
    check.batched(y, [...check.spatial(y), channels]);
  },
  add: ({ inputs: { parts }, outputs: { y } }, check) => {
    check.that(parts.length > 1, 'a sum needs two parts');
    for (const part of [...parts, y]) check.same(part, parts[0]);
  },
};

function alike({ inputs: { x }, outputs: { y } }: XY, check: ShapeCheck): void {
  check.batched(x, check.shape(x));
  check.batched(y, check.shape(x));
}

function convolution(
  { inputs: { x, kernel, bias }, outputs: { y }, geometry }: Convolution,
  check: ShapeCheck,
) {
  const maps = check.channels(y);
  check.fixed(kernel, kernelShape(check.channels(x), maps, geometry, check));
  check.fixed(bias, [maps]);
  convolved(x, y, geometry, check);
}

/** The shape of the kernel that makes `maps` maps of `channels` channels. */
export function kernelShape(
  channels: number,
  maps: number,
  geometry: ConvolutionGeometry,
  check: ShapeCheck,
) {
  const { window, groups } = geometry;
  check.that(channels % groups === 0 && maps % groups === 0, `${groups} groups do not divide the channels`);
  return [...window, channels / groups, maps];
}

/** Claims that `y` has the size of `x` convolved. */
export function convolved(x: ValueId, y: ValueId, geometry: ConvolutionGeometry, check: ShapeCheck): void {
  check.batched(x, check.shape(x));
  check.batched(y, [...check.windows(check.spatial(x), geometry), check.channels(y)]);
}

/** Claims that `y` has the size of `x` pooled. */
export function pooled(x: ValueId, y: ValueId, geometry: PoolGeometry, check: ShapeCheck): void {
  check.batched(x, check.shape(x));
  check.batched(y, [...check.windows(check.spatial(x), geometry), check.channels(x)]);
}
