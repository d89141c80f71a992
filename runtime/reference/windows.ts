// Which pixel meets which tap of a window: the one enumeration behind convolutions, pools and
// their gradients, for any number of spatial axes.

import type { ConvolutionGeometry, PoolGeometry, WindowGeometry } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';

/** Each index is row-major over the spatial axes. */
export interface Meeting {
  /** The position of the window, a pixel of the output. */
  readonly output: number;
  /** The pixel of the map. */
  readonly input: number;
  /** The place inside the window. */
  readonly tap: number;
}

/** The geometry of a convolution or of a pool. */
export type Windows = WindowGeometry &
  Partial<Pick<ConvolutionGeometry, 'dilations'> & Pick<PoolGeometry, 'extension'>>;

/** The size of the map that windows make: floor((N + before + after − d(k−1) − 1) / s) + 1. */
export function outputSize(map: Shape, geometry: Windows): number[] {
  return map.map((size, axis) => {
    const { before, after } = geometry.padding[axis];
    const { dilations, extension } = geometry;
    const reach = (dilations?.[axis] ?? 1) * (geometry.window[axis] - 1) + 1;
    const padded = before + size + after + (extension?.[axis] ?? 0);
    return Math.floor((padded - reach) / geometry.strides[axis]) + 1;
  });
}

/**
 * Every meeting of a tap with a pixel of the map; a tap over padding or extension meets none.
 * For one output the taps come in row-major order.
 */
export function meetings(map: Shape, geometry: Windows): Meeting[] {
  const outputs = outputSize(map, geometry);
  let met: Meeting[] = [{ output: 0, input: 0, tap: 0 }];
  map.forEach((size, axis) => {
    const along = meetingsAlong(axis, size, outputs[axis], geometry);
    met = met.flatMap((outer) =>
      along.map((inner) => ({
        output: outer.output * outputs[axis] + inner.output,
        input: outer.input * size + inner.input,
        tap: outer.tap * geometry.window[axis] + inner.tap,
      })),
    );
  });
  return met;
}

function meetingsAlong(axis: number, size: number, outputs: number, geometry: Windows): Meeting[] {
  const met: Meeting[] = [];
  const dilation = geometry.dilations?.[axis] ?? 1;
  for (let output = 0; output < outputs; output++) {
    for (let tap = 0; tap < geometry.window[axis]; tap++) {
      const input = output * geometry.strides[axis] + tap * dilation - geometry.padding[axis].before;
      if (input >= 0 && input < size) met.push({ output, input, tap });
    }
  }
  return met;
}

/** How many pixels each window of a pool averages over; padding is counted only where asked. */
export function pixelCounts(map: Shape, geometry: PoolGeometry, includePadding: boolean): Float64Array {
  const counts = new Float64Array(sizeOf(outputSize(map, geometry)));
  for (const { output } of includePadding ? paddedMeetings(map, geometry) : meetings(map, geometry)) {
    counts[output]++;
  }
  return counts;
}

/** The meetings with a map of which the padding is a part. */
function paddedMeetings(map: Shape, geometry: PoolGeometry): Meeting[] {
  const padded = map.map((size, axis) => size + geometry.padding[axis].before + geometry.padding[axis].after);
  return meetings(padded, { ...geometry, padding: map.map(() => ({ before: 0, after: 0 })) });
}
