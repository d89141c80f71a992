// The sizes that the gradients of a convolution are written with.

import type { ConvolutionGeometry } from '../../../graph/ops.js';
import { channelsFirst, range } from '../layout.js';
import type { Lowering } from '../lowering.js';
import type { ValueId } from '../../../graph/value.js';

export interface ConvolutionSizes {
  readonly batch: number;
  readonly groups: number;
  /** Channels of the input and of the output. */
  readonly input: number;
  readonly output: number;
  /** Spatial sizes of the input and of the output. */
  readonly inputMap: readonly number[];
  readonly outputMap: readonly number[];
}

export function convolutionSizes(
  to: Lowering,
  x: ValueId,
  y: ValueId,
  geometry: ConvolutionGeometry,
): ConvolutionSizes {
  const [input, ...inputMap] = channelsFirst(to.shape(x));
  const [output, ...outputMap] = channelsFirst(to.shape(y));
  return { batch: to.batch, groups: geometry.groups, input, output, inputMap, outputMap };
}

/** The offsets of all taps of a window, row-major. */
export function tapsOf(window: readonly number[]): number[][] {
  let taps: number[][] = [[]];
  for (const size of window) taps = taps.flatMap((tap) => range(size).map((i) => [...tap, i]));
  return taps;
}
