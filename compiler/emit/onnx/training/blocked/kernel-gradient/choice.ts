// dL/dkernel of a convolution in the form that is fastest for its sizes.

import { isEverywhere } from '../../../windows.js';
import { lowerKernelGradient } from '../../kernel-gradient/choice.js';
import { sizesOf, type ConvolutionSizes, type KernelGradient } from '../../kernel-gradient/sizes.js';
import type { BlockedLowering } from '../blocked-lowering.js';
import { channelsFill, groupingOf, samplesFill } from '../choice.js';
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
  const { input, output } = sizes;
  const grouping = groupingOf(to, input, output, op.geometry);
  if (!channelsFill(to, output)) return undefined;
  if (grouping === undefined || grouping === 'whole blocks') return undefined;
  if (grouping === 'depthwise') return depthwise;
  if (isPointwise(op)) return to.isBlocked(op.inputs.dy) ? byPixel : undefined;
  return samplesFill(to) ? overSamples : undefined;
}

function isPointwise({ geometry }: KernelGradient): boolean {
  const { window, strides, padding } = geometry;
  const isPlain = padding.every(({ before, after }) => before + after === 0);
  return isPlain && isEverywhere(window, 1) && isEverywhere(strides, 1);
}
