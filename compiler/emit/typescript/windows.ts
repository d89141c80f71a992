// Geometry of windows, in the terms of tfjs: which paddings its words `valid` and `same` mean, and
// how sizes and pads are written as options.

import type { Padding, WindowGeometry } from '../../graph/ops.js';
import type { Shape } from '../../graph/value.js';
import type { LayerCall } from './layer-call.js';
import type { LiteralValue } from './literal.js';
import { UnsupportedTargetError } from './unsupported-target-error.js';

/** Layers over maps of one and of three spatial axes have no rules yet. */
export function requirePlane(layer: string, geometry: WindowGeometry): void {
  const axes = geometry.window.length;
  if (axes === 2) return;
  const reason = `its windows have ${axes} spatial ${axes === 1 ? 'axis' : 'axes'}, and only 2 are supported.`;
  throw new UnsupportedTargetError(layer, 'typescript', reason);
}

/** One number where all agree, as tfjs allows, else all of them. */
export function brief(sizes: readonly number[]): LiteralValue {
  return sizes.every((size) => size === sizes[0]) ? sizes[0] : sizes;
}

export function isPadded(padding: readonly Padding[]): boolean {
  return padding.some(({ before, after }) => before > 0 || after > 0);
}

/** Top, bottom, left, right. */
export function paddingSides(padding: readonly Padding[]): number[] {
  return padding.flatMap(({ before, after }) => [before, after]);
}

/** Whether tfjs pads just so for `same`: ⌈N/s⌉ windows, the odd pixel after. */
export function isSame(geometry: WindowGeometry, input: Shape): boolean {
  return geometry.padding.every(({ before, after }, axis) => {
    const [size, window, stride] = [input[axis], geometry.window[axis], geometry.strides[axis]];
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size);
    return before === Math.floor(total / 2) && after === total - before;
  });
}

/** A layer that surrounds a map with zeros, in front of one that cannot. */
export function zeroPadding(padding: readonly Padding[], input: Shape): LayerCall {
  const [height, width, channels] = input;
  const sides = paddingSides(padding);
  const [top, bottom, left, right] = sides;
  return {
    layer: 'zeroPadding2d',
    word: 'padding',
    options: {
      padding: sides.every((side) => side === top)
        ? top
        : [
            [top, bottom],
            [left, right],
          ],
    },
    output: [height + top + bottom, width + left + right, channels],
  };
}
