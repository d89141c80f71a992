// Arbitrary windows for fast-check: strides, dilation, groups, uneven padding and ceil rounding
// over one to three axes, of which each is small enough for finite differences.

import fc from 'fast-check';
import type {
  ConvolutionGeometry,
  Padding,
  PoolGeometry,
  TransposedGeometry,
} from '../../../compiler/graph/ops.js';
import type { Shape } from '../../../compiler/graph/value.js';
import { outputSize } from '../../../runtime/reference/windows.js';

interface Axis {
  readonly size: number;
  readonly window: number;
  readonly stride: number;
  readonly padding: Padding;
  readonly dilation: number;
  readonly extension: number;
}

export interface ConvolutionCase {
  readonly map: Shape;
  readonly geometry: ConvolutionGeometry;
  readonly channels: number;
  readonly maps: number;
  readonly bias: boolean;
}

export interface TransposedCase extends ConvolutionCase {
  readonly geometry: TransposedGeometry;
  /** The spatial size of what it makes. */
  readonly large: Shape;
}

export interface PoolCase {
  readonly map: Shape;
  readonly geometry: PoolGeometry;
  readonly channels: number;
  readonly includePadding: boolean;
}

/** More axes have smaller windows, so that the number of pixels stays small. */
const largest = [4, 3, 2];

function convolutionAxis(window: number): fc.Arbitrary<Axis> {
  const drawn = fc.record({
    window: fc.integer({ min: 1, max: window }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
    more: fc.integer({ min: 0, max: window - 1 }),
  });
  return drawn.map(({ window, stride, dilation, before, after, more }) => {
    const reach = dilation * (window - 1) + 1;
    const size = Math.max(1, reach - before - after) + more;
    return { size, window, stride, dilation, padding: { before, after }, extension: 0 };
  });
}

/** Padding narrower than the window, so that each window holds a pixel. */
function poolAxis(largestWindow: number): fc.Arbitrary<Axis> {
  const drawn = fc.integer({ min: 1, max: largestWindow }).chain((window) =>
    fc.record({
      window: fc.constant(window),
      stride: fc.integer({ min: 1, max: 3 }),
      before: fc.integer({ min: 0, max: window - 1 }),
      after: fc.integer({ min: 0, max: window - 1 }),
      more: fc.integer({ min: 0, max: largestWindow }),
      ceil: fc.boolean(),
    }),
  );
  return drawn.map(({ window, stride, before, after, more, ceil }) => {
    const size = Math.max(1, window - before - after) + more;
    const extension = ceil ? ceilExtension(size, window, stride, before, after) : 0;
    return { size, window, stride, dilation: 1, padding: { before, after }, extension };
  });
}

/** What is missing for one window more, if that starts inside the map. */
function ceilExtension(size: number, window: number, stride: number, before: number, after: number): number {
  const left = (before + size + after - window) % stride;
  const start = before + size + after - left - window + stride;
  return left > 0 && start < before + size ? stride - left : 0;
}

function axes(axis: (window: number) => fc.Arbitrary<Axis>): fc.Arbitrary<Axis[]> {
  return fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.array(axis(largest[count - 1]), { minLength: count, maxLength: count }));
}

export const convolutionCase: fc.Arbitrary<ConvolutionCase> = fc
  .record({
    axes: axes(convolutionAxis),
    groups: fc.integer({ min: 1, max: 2 }),
    channelsOfGroup: fc.integer({ min: 1, max: 2 }),
    mapsOfGroup: fc.integer({ min: 1, max: 2 }),
    bias: fc.boolean(),
  })
  .map(({ axes, groups, channelsOfGroup, mapsOfGroup, bias }) => ({
    map: axes.map((axis) => axis.size),
    geometry: { ...windowsOf(axes), dilations: axes.map((axis) => axis.dilation), groups },
    channels: groups * channelsOfGroup,
    maps: groups * mapsOfGroup,
    bias,
  }));

/** A convolution turned round: from the map that it makes to the map that it starts with. */
export const transposedCase: fc.Arbitrary<TransposedCase> = convolutionCase.map((forward) => {
  const { geometry, map: large } = forward;
  const { window, strides, padding, dilations } = geometry;
  const map = outputSize(large, geometry);
  const outputPadding = large.map((size, axis) => {
    const { before, after } = padding[axis];
    const reach = dilations[axis] * (window[axis] - 1) + 1;
    return size - ((map[axis] - 1) * strides[axis] + reach - before - after);
  });
  return { ...forward, map, large, geometry: { ...geometry, outputPadding } };
});

export const poolCase: fc.Arbitrary<PoolCase> = fc
  .record({
    axes: axes(poolAxis),
    channels: fc.integer({ min: 1, max: 2 }),
    includePadding: fc.boolean(),
  })
  .map(({ axes, channels, includePadding }) => ({
    map: axes.map((axis) => axis.size),
    geometry: { ...windowsOf(axes), extension: axes.map((axis) => axis.extension) },
    channels,
    includePadding,
  }));

function windowsOf(axes: readonly Axis[]) {
  return {
    window: axes.map((axis) => axis.window),
    strides: axes.map((axis) => axis.stride),
    padding: axes.map((axis) => axis.padding),
  };
}
