// dL/dkernel of a convolution in the form that is fastest for its sizes.

import { isEverywhere } from '../../../windows.js';
import { lowerKernelGradient } from '../../kernel-gradient/choice.js';
import { sizesOf, type ConvolutionSizes, type KernelGradient } from '../../kernel-gradient/sizes.js';
import type { BlockedLowering } from '../blocked-lowering.js';
import { groupingOf } from '../convolution.js';
import { byPixel } from './by-pixel.js';
import { depthwise } from './depthwise.js';
import { overSamples } from './over-samples.js';
import type { BlockedWay } from './way.js';

export function lowerBlockedKernelGradient(op: KernelGradient, to: BlockedLowering): void {
  if (!to.isMap(op.inputs.x)) return lowerKernelGradient(op, to);
  const sizes = sizesOf(op, to);
  const way = wayFor(op, to, sizes);
  if (way === undefined) return lowerKernelGradient(op, to);
  way(op, to, sizes);
}

function wayFor(op: KernelGradient, to: BlockedLowering, sizes: ConvolutionSizes): BlockedWay | undefined {
  const { window, strides, padding } = op.geometry;
  const grouping = groupingOf(to, sizes.input, sizes.output, op.geometry);
  if (grouping === 'depthwise') return depthwise;
  if (grouping !== 'all') return undefined;
  const isPointwise =
    isEverywhere(window, 1) &&
    isEverywhere(strides, 1) &&
    padding.every(({ before, after }) => before + after === 0);
  if (isPointwise) return byPixel;
  return overSamples;
}
