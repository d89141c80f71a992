// The way back through a stride: which taps of the kernel meet the pixels of each phase, the place
// within a stride, and which convolution over dy they make.

import type { ConvolutionGeometry } from '../../../../graph/ops.js';
import { range } from '../../layout.js';

/** Along one axis. */
export interface Phase {
  /** The first of the kernel's taps that meet these pixels; each further one is a stride on. */
  readonly first: number;
  readonly taps: number;
  /** Padding around dy. */
  readonly before: number;
  readonly after: number;
  /** How many pixels the phase has; of the last phases the last may lie beyond the map. */
  readonly pixels: number;
}

/**
 * Pixel s·m + a of x meets tap k of window o where s·o + k = s·m + a + p, for stride s and padding p.
 * Undefined where that is no convolution with padding: for a dilated stride, or where pixels of dy
 * at an edge met nothing but padding.
 */
export function phasesAlong(
  geometry: ConvolutionGeometry,
  axis: number,
  small: number,
  large: number,
): Phase[] | undefined {
  const stride = geometry.strides[axis];
  const phases =
    stride === 1 ? [onlyPhase(geometry, axis, small, large)] : stridden(geometry, axis, small, large);
  const isDilated = stride > 1 && geometry.dilations[axis] > 1;
  const fits = phases.every(({ taps, before, after }) => taps === 0 || (before >= 0 && after >= 0));
  return fits && !isDilated ? phases : undefined;
}

function onlyPhase(geometry: ConvolutionGeometry, axis: number, small: number, large: number): Phase {
  const reach = geometry.dilations[axis] * (geometry.window[axis] - 1);
  const before = reach - geometry.padding[axis].before;
  return {
    first: 0,
    taps: geometry.window[axis],
    before,
    after: large + reach - small - before,
    pixels: large,
  };
}

function stridden(geometry: ConvolutionGeometry, axis: number, small: number, large: number): Phase[] {
  const stride = geometry.strides[axis];
  const pixels = Math.ceil(large / stride);
  return range(stride).map((place) => {
    const offset = place + geometry.padding[axis].before;
    const first = offset % stride;
    const taps = Math.max(0, Math.ceil((geometry.window[axis] - first) / stride));
    const before = taps - 1 - Math.floor(offset / stride);
    return { first, taps, before, after: pixels + taps - 1 - small - before, pixels };
  });
}
