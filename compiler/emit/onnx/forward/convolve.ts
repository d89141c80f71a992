// A convolution of ONNX values, and what ONNX Runtime's WebGPU provider (1.30) wants of one: it has none
// of volumes in groups, forgets pads after the map where it takes a convolution for a product of matrices,
// and computes wrong numbers where it would read channels in threes.

import { int, ints } from '../attributes.js';
import { range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import { padsAttribute, type Pads } from '../windows.js';

export interface ConvolutionOfValues {
  /** [batch, channels, ...map] */
  readonly x: Name;
  /** [maps, channels / groups, ...window] */
  readonly kernel: Name;
  readonly bias?: Name | undefined;
  readonly channels: number;
  readonly map: readonly number[];
  readonly maps: number;
  readonly groups: number;
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly pads: Pads;
}

export function convolve(to: Lowering, given: ConvolutionOfValues): Name {
  if (to.dialect === 'portable') return node(to, given);
  const padded = isTakenForProduct(given) ? paddedBefore(to, given) : given;
  if (given.groups > 1) return given.map.length > 2 ? eachGroup(to, padded) : node(to, padded);
  return node(to, isReadInThrees(given) ? withOneChannelMore(to, padded) : padded);
}

/** Three channels alone it gets right, and 1x1 windows, which are products. */
function isReadInThrees({ channels, maps, window }: ConvolutionOfValues): boolean {
  const isWindow = window.some((size) => size > 1);
  return isWindow && channels > 3 && channels % 3 === 0 && channels % 4 !== 0 && maps % 4 === 0;
}

/** Zeros, that the kernel multiplies with zeros. */
function withOneChannelMore(to: Lowering, given: ConvolutionOfValues): ConvolutionOfValues {
  const none = given.map.map(() => 0);
  const before = [0, 0, ...none];
  const after = [0, 1, ...none];
  return {
    ...given,
    x: to.pad(given.x, before, after, -0),
    kernel: to.pad(given.kernel, before, after, -0),
    channels: given.channels + 1,
  };
}

/** The provider looks at the pads before the map alone. */
function isTakenForProduct({ window, map, pads }: ConvolutionOfValues): boolean {
  if (pads.before.some((pad) => pad > 0) || pads.after.every((pad) => pad === 0)) return false;
  return window.every((size) => size === 1) || window.every((size, axis) => size === map[axis]);
}

/** Padded with −0: zeros ONNX Runtime would make part of the convolution again. */
function paddedBefore(to: Lowering, given: ConvolutionOfValues): ConvolutionOfValues {
  const { before, after } = given.pads;
  const none = before.map(() => 0);
  return {
    ...given,
    x: to.pad(given.x, [0, 0, ...before], [0, 0, ...after], -0),
    map: given.map.map((size, axis) => size + before[axis] + after[axis]),
    pads: { before: none, after: none },
  };
}

function eachGroup(to: Lowering, given: ConvolutionOfValues): Name {
  const { groups, bias } = given;
  const [channels, maps] = [given.channels / groups, given.maps / groups];
  const part = (x: Name, axis: number, size: number, group: number) =>
    to.slice(x, [axis], [{ start: group * size, end: (group + 1) * size }]);
  const results = range(groups).map((group) =>
    node(to, {
      ...given,
      x: part(given.x, 1, channels, group),
      kernel: part(given.kernel, 0, maps, group),
      bias: bias === undefined ? undefined : part(bias, 0, maps, group),
      groups: 1,
    }),
  );
  return to.concat(results, 1);
}

function node(to: Lowering, given: ConvolutionOfValues): Name {
  const { x, kernel, bias, groups, window, strides, dilations, pads } = given;
  return to.node('Conv', bias === undefined ? [x, kernel] : [x, kernel, bias], {
    kernel_shape: ints(window),
    strides: ints(strides),
    ...padsAttribute(pads),
    dilations: ints(dilations),
    group: int(groups),
  });
}
