// Ops that keep every element where it is, or only move elements.

import type { OpOf } from '../../../graph/ops.js';
import { float, int } from '../attributes.js';
import { activate } from '../activations.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';

export function lowerActivation(op: OpOf<'activation'>, to: Lowering): void {
  to.bind(op.outputs.y, activate(to, op.function, to.name(op.inputs.x)));
}

export function lowerPrelu(op: OpOf<'prelu'>, to: Lowering): void {
  const slope = to.overChannels(to.name(op.inputs.slope), op.inputs.x);
  to.bind(op.outputs.y, to.node('PRelu', [to.name(op.inputs.x), slope]));
}

export function lowerSoftmax(op: OpOf<'softmax'>, to: Lowering): void {
  to.bind(op.outputs.y, to.node('Softmax', [to.name(op.inputs.x)], { axis: int(1) }));
}

export function lowerBatchNormalization(op: OpOf<'batch-normalization'>, to: Lowering): void {
  const { x, gamma, beta, mean, variance } = op.inputs;
  const channels = to.shape(mean);
  const filled = (value: number) => to.tensor('filled', channels, new Float32Array(channels[0]).fill(value));
  const scale = gamma === undefined ? filled(1) : to.name(gamma);
  const shift = beta === undefined ? filled(0) : to.name(beta);
  const inputs = [to.name(x), scale, shift, to.name(mean), to.name(variance)];
  to.bind(op.outputs.y, to.node('BatchNormalization', inputs, { epsilon: float(op.epsilon) }));
}

/** Nothing to do when predicting. */
export function lowerDropout(op: OpOf<'dropout'>, to: Lowering): void {
  to.bind(op.outputs.y, to.name(op.inputs.x));
}

/** The order of elements is that of channels-last; between flat values nothing moves. */
export function lowerReshape(op: OpOf<'reshape'>, to: Lowering): void {
  to.bindOutside(op.outputs.y, to.reshape(to.outside(op.inputs.x), [-1, ...op.shape]));
}

export function lowerConcat(op: OpOf<'concat'>, to: Lowering): void {
  const parts = op.inputs.parts.map((part) => to.name(part));
  to.bind(op.outputs.y, to.concat(parts, 1));
}

export function lowerAdd(op: OpOf<'add'>, to: Lowering): void {
  const parts: Name[] = op.inputs.parts.map((part) => to.name(part));
  to.bind(
    op.outputs.y,
    parts.reduce((sum, part) => to.add(sum, part)),
  );
}

/** ONNX stretches axes of size 1 by itself; all parts have as many axes. */
export function lowerMultiply(op: OpOf<'multiply'>, to: Lowering): void {
  const parts: Name[] = op.inputs.parts.map((part) => to.name(part));
  to.bind(
    op.outputs.y,
    parts.reduce((product, part) => to.multiply(product, part)),
  );
}

export function lowerAffine(op: OpOf<'affine'>, to: Lowering): void {
  const x = to.name(op.inputs.x);
  const scaled = op.factor === 1 ? x : to.multiply(x, to.scalar(op.factor));
  to.bind(op.outputs.y, op.offset === 0 ? scaled : to.add(scaled, to.scalar(op.offset)));
}
