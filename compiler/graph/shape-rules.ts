// How the shapes of a forward op's values must relate, one rule an op.

import type {
  Convolution,
  ConvolutionGeometry,
  OpKind,
  OpOf,
  PoolGeometry,
  TransposedConvolution,
  Upsample,
} from './ops.js';
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
  'transposed-convolution': transposedConvolution,
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
  'local-response-normalization': (op, check) => {
    oddSize(op.size, check);
    alike(op, check);
  },
  reshape: ({ inputs: { x }, outputs: { y }, shape }, check) => {
    check.batched(x, check.shape(x));
    check.batched(y, shape);
    check.that(sizeOf(shape) === sizeOf(check.shape(x)), `the shape holds ${sizeOf(shape)} numbers`);
  },
  'zero-pad': ({ inputs: { x }, outputs: { y }, padding }, check) => {
    check.batched(x, check.shape(x));
    check.batched(y, [...check.enlarged(check.spatial(x), padding), check.channels(x)]);
  },
  crop: ({ inputs: { x }, outputs: { y }, edges }, check) => {
    check.batched(y, check.shape(y));
    check.batched(x, [...check.enlarged(check.spatial(y), edges), check.channels(y)]);
  },
  upsample: ({ inputs: { x }, outputs: { y }, factors }, check) => upsampled(x, y, factors, check),
  'shuffle-channels': (op, check) => {
    const channels = check.channels(op.inputs.x);
    check.that(channels % op.groups === 0, `${op.groups} groups do not divide the channels`);
    alike(op, check);
  },
  affine: alike,
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
  multiply: ({ inputs: { parts }, outputs: { y } }, check) => {
    check.that(parts.length > 1, 'a product needs two parts');
    const shapes = parts.map((part) => check.shape(part));
    check.that(
      shapes.every((shape) => shape.length === shapes[0].length),
      'the parts have axes in different number',
    );
    const stretched = shapes[0].map((_, axis) => Math.max(...shapes.map((shape) => shape[axis])));
    for (const part of parts) {
      const shape = check.shape(part);
      check.batched(
        part,
        stretched.map((size, axis) => (shape[axis] === 1 ? 1 : size)),
      );
    }
    check.batched(y, stretched);
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

function transposedConvolution(
  { inputs: { x, kernel, bias }, outputs: { y }, geometry }: TransposedConvolution,
  check: ShapeCheck,
): void {
  const maps = check.channels(y);
  check.fixed(kernel, kernelShape(maps, check.channels(x), geometry, check));
  check.fixed(bias, [maps]);
  // Output padding that the strides leave no room for shows here: the map would shrink to another.
  check.batched(y, [...check.transposedWindows(check.spatial(x), geometry), maps]);
  convolved(y, x, geometry, check);
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

/** Claims that `y` is `x` made larger by a whole factor on each spatial axis. */
export function upsampled(x: ValueId, y: ValueId, factors: Upsample['factors'], check: ShapeCheck): void {
  const map = check.spatial(x);
  check.that(factors.length === map.length, `the factors are not of ${map.length} axes`);
  check.that(
    factors.every((factor) => Number.isInteger(factor) && factor > 0),
    'a factor is not whole',
  );
  check.batched(x, check.shape(x));
  check.batched(y, [...map.map((size, axis) => size * factors[axis]), check.channels(x)]);
}

/** Claims that a window over channels has a middle. */
export function oddSize(size: number, check: ShapeCheck): void {
  check.that(size % 2 === 1, `a window of ${size} channels has no middle`);
}
