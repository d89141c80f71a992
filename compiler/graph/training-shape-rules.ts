// How the shapes of a training op's values must relate, one rule an op. A gradient has the shape
// of what it is the gradient of.

import type { OpOf } from './ops.js';
import { convolved, kernelShape, oddSize, pooled, upsampled, type ShapeRule } from './shape-rules.js';
import type { ShapeCheck } from './shape-check.js';
import type { GradientOp, MeanAbsoluteError, MeanSquaredError } from './training-ops.js';
import { updateShapeRules } from './update-shape-rules.js';
import type { ValueId } from './value.js';

type GradientRules = {
  readonly [K in GradientOp['kind']]: ShapeRule<OpOf<K, GradientOp>>;
};

export const trainingShapeRules: GradientRules = {
  'convolution-kernel-gradient': ({ inputs: { x, dy }, outputs: { dkernel }, geometry }, check) => {
    convolved(x, dy, geometry, check);
    check.fixed(dkernel, kernelShape(check.channels(x), check.channels(dy), geometry, check));
  },
  'convolution-input-gradient': ({ inputs: { dy, kernel }, outputs: { dx }, geometry }, check) => {
    convolved(dx, dy, geometry, check);
    check.fixed(kernel, kernelShape(check.channels(dx), check.channels(dy), geometry, check));
  },
  'bias-gradient': ({ inputs: { dy }, outputs: { dbias } }, check) => {
    batched([dy], dy, check);
    check.fixed(dbias, [check.channels(dy)]);
  },
  'dense-kernel-gradient': ({ inputs: { x, dy }, outputs: { dkernel } }, check) => {
    denseShapes(x, dkernel, dy, check);
  },
  'dense-input-gradient': ({ inputs: { dy, kernel }, outputs: { dx } }, check) => {
    denseShapes(dx, kernel, dy, check);
  },
  'max-pool-gradient': ({ inputs: { x, y, dy }, outputs: { dx }, geometry }, check) => {
    pooled(x, y, geometry, check);
    check.same(dy, y);
    check.same(dx, x);
  },
  'average-pool-gradient': ({ inputs: { dy }, outputs: { dx }, geometry }, check) => {
    pooled(dx, dy, geometry, check);
  },
  'batch-normalization-training': ({ inputs: { x, gamma, beta }, outputs }, check) => {
    batched([x, outputs.y], x, check);
    channelwise([gamma, beta, outputs.mean, outputs.variance], x, check);
  },
  'batch-normalization-gradient': ({ inputs: { x, gamma, mean, variance, dy }, outputs }, check) => {
    batched([x, dy, outputs.dx], x, check);
    channelwise([gamma, mean, variance, outputs.dgamma, outputs.dbeta], x, check);
  },
  'frozen-normalization-gradient': ({ inputs: { gamma, variance, dy }, outputs: { dx } }, check) => {
    batched([dy, dx], dy, check);
    channelwise([gamma, variance], dy, check);
  },
  'running-average': ({ inputs: { running, batch, share }, outputs: { updated } }, check) => {
    for (const value of [running, batch, updated]) check.fixed(value, check.shape(running));
    check.fixed(share, []);
  },
  'apply-mask': ({ inputs: { x, mask }, outputs: { y } }, check) => batched([x, mask, y], x, check),
  'activation-gradient': ({ inputs: { x, y, dy }, outputs: { dx } }, check) =>
    batched([x, y, dy, dx], x, check),
  'prelu-gradient': ({ inputs: { x, slope, dy }, outputs: { dx, dslope } }, check) => {
    batched([x, dy, dx], x, check);
    channelwise([slope, dslope], x, check);
  },
  'softmax-gradient': ({ inputs: { y, dy }, outputs: { dx } }, check) => batched([y, dy, dx], y, check),
  'local-response-normalization-gradient': ({ inputs: { x, dy }, outputs: { dx }, size }, check) => {
    oddSize(size, check);
    batched([x, dy, dx], x, check);
  },
  'upsample-gradient': ({ inputs: { dy }, outputs: { dx }, factors }, check) =>
    upsampled(dx, dy, factors, check),
  'sum-stretched': ({ inputs: { dy }, outputs: { dx }, shape }, check) => {
    const stretched = check.shape(dy);
    check.that(shape.length === stretched.length, 'a sum over stretched axes keeps them');
    check.batched(
      dy,
      shape.map((size, axis) => (size === 1 ? stretched[axis] : size)),
    );
    check.batched(dx, shape);
  },
  'slice-channels': ({ inputs: { x }, outputs: { y }, start, size }, check) => {
    batched([x], x, check);
    check.that(start >= 0 && start + size <= check.channels(x), `there are ${check.channels(x)} channels`);
    check.batched(y, [...check.spatial(x), size]);
  },
  'softmax-cross-entropy': ({ inputs: { scores, target }, outputs: { loss, dscores } }, check) => {
    batched([scores, target, dscores], scores, check);
    check.fixed(loss, []);
  },
  'sigmoid-cross-entropy': ({ inputs: { scores, target }, outputs: { loss, dscores } }, check) => {
    batched([scores, target, dscores], scores, check);
    check.fixed(loss, []);
  },
  'mean-squared-error': predictionLoss,
  'mean-absolute-error': predictionLoss,
  'weighted-sum': ({ inputs: { parts }, outputs: { sum }, weights }, check) => {
    check.that(parts.length > 0 && weights.length === parts.length, 'a weighted sum has a weight a part');
    for (const value of [...parts, sum]) check.fixed(value, []);
  },
  ...updateShapeRules,
};

function predictionLoss(
  { inputs: { prediction, target }, outputs: { loss, dprediction } }: MeanSquaredError | MeanAbsoluteError,
  check: ShapeCheck,
): void {
  batched([prediction, target, dprediction], prediction, check);
  check.fixed(loss, []);
}

/** Claims that all these are batched and have the shape of `like`. */
function batched(values: readonly ValueId[], like: ValueId, check: ShapeCheck): void {
  for (const value of values) check.batched(value, check.shape(like));
}

/** Claims one number a channel of `x` for each of these that there is. */
function channelwise(values: readonly (ValueId | undefined)[], x: ValueId, check: ShapeCheck): void {
  for (const value of values) check.fixed(value, [check.channels(x)]);
}

function denseShapes(x: ValueId, kernel: ValueId, y: ValueId, check: ShapeCheck): void {
  const [inputs, units] = [check.channels(x), check.channels(y)];
  check.batched(x, [inputs]);
  check.batched(y, [units]);
  check.fixed(kernel, [inputs, units]);
}
