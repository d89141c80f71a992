// What layers with kernels share: their options, and the weights that they declare.

import { glorotUniform, heUniform, zeros } from '../graph/initializers.js';
import type { ConvolutionGeometry } from '../graph/ops.js';
import { sizeOf, type Shape, type ValueId } from '../graph/value.js';
import type { WeightSpecification } from '../model.js';
import { written } from '../shapes/shape.js';
import type { Call, Lowering, Remedy } from './definition.js';
import { choice, count, padding, window, type PerAxis } from './readers.js';
import { flag, option, positional, type Signature } from './signature.js';

export const maps = positional(count, 'how many feature maps it makes');
export const kernel = positional(window, 'the size of its kernel; one number is square, or a cube');
export const nobias = flag('no bias');
export const init = option(
  choice('glorot', 'he'),
  'glorot',
  'how kernels start: uniform within ±√(6 / (fan in + fan out)), or within ±√(6 / fan in)',
);
export const multiplier = option(count, 1, 'how many kernels each channel has');

/** Where a kernel goes on a map. */
export const placement = {
  stride: option(window, [1], 'how far the kernel moves from one output pixel to the next'),
  pad: option(
    padding,
    undefined,
    'pixels of zeros around the map; none unless stated. `auto` takes the fewest that make what the line claims, none on an axis that is claimed as `_`',
    ['same', 'valid'],
  ),
  dilation: option(window, [1], 'the distance between the taps of the kernel'),
};

/** The window that a kernel slides. */
export function kernelWish(call: Call, size: PerAxis) {
  const { stride, dilation, pad } = call.values as {
    readonly stride: PerAxis;
    readonly dilation: PerAxis;
    readonly pad: ReturnType<typeof padding.read>;
  };
  const rule = pad ?? { kind: call.defaults.padding };
  return { noun: 'kernel', size, stride, dilation, padding: rule, ceil: false } as const;
}

/** How many values go into one of a layer, and how many come of one. */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/** [...window, in / groups, out] starts with Keras' fans: a window of values times channels. */
export function fansOf(shape: Shape): Fans {
  const taps = sizeOf(shape.slice(0, -2));
  return { in: taps * shape[shape.length - 2], out: taps * shape[shape.length - 1] };
}

export function kernelWeight(
  shape: Shape,
  start: 'glorot' | 'he',
  role: 'kernel' | 'depthwise' | 'pointwise' = 'kernel',
): WeightSpecification {
  const fans = fansOf(shape);
  const initializer = start === 'he' ? heUniform(fans.in) : glorotUniform(fans.in, fans.out);
  return { role, shape, initializer, trainable: true };
}

export function biasWeight(size: number): WeightSpecification {
  return { role: 'bias', shape: [size], initializer: zeros, trainable: true };
}

/** The first argument as another number: "`conv 16` makes 28x28x16". */
export function otherMaps(call: Call, wanted: number): Remedy {
  const words = `\`${call.word} ${wanted}\``;
  return {
    edits: call.edit.replace('maps', `${wanted}`),
    words,
    safe: false,
    title: ({ output }) => output && `${words} makes ${written(output)}`,
  };
}

export function groupedGeometry(
  { window, strides, dilations, padding }: Omit<ConvolutionGeometry, 'groups'>,
  groups: number,
): ConvolutionGeometry {
  return { window, strides, dilations, padding, groups };
}

/** The convolution, with the weights `kernel` and perhaps `bias`, that the layer has planned. */
export function lowerConvolution(lowering: Lowering<Signature, ConvolutionGeometry>): ValueId {
  const { graph, x, plan, output, weight } = lowering;
  const [kernel, bias] = [weight('kernel') as number, weight('bias')];
  const inputs = bias === undefined ? { x, kernel } : { x, kernel, bias };
  return graph.apply({ kind: 'convolution', inputs, geometry: plan }, output);
}
