// From what is written to the geometry of a transposed convolution on a map.

import type { TransposedGeometry } from '../graph/ops.js';
import { isFlat, spatial, written } from '../shapes/shape.js';
import {
  transposedFormula,
  transposedOutputSize,
  transposedSame,
  type TransposedAxis,
} from '../shapes/transposed.js';
import type { UnpaddedAxis } from '../shapes/window.js';
import { aMap, axisName } from './axis-names.js';
import type { Call, Extent, Remedy } from './definition.js';
import { refuseFlat } from './flat-input.js';
import { perAxis } from './per-axis.js';
import type { PerAxis } from './readers.js';
import { solvedEdges } from './transposed-auto.js';
import { refuseOutputPad, refuseOutputPadBeside } from './transposed-output-pad.js';
import { transposedFor } from './transposed-remedies.js';
import { geometryOf } from './windowed.js';
import { unpaddedAxes, type WindowWish } from './window-wish.js';

export interface PlacedTransposed {
  /** The output's spatial sizes. */
  readonly output: readonly number[];
  readonly geometry: Omit<TransposedGeometry, 'groups'>;
  readonly extent: Extent;
  readonly explain: () => string[];
  readonly reach: (target: readonly number[]) => Remedy[];
}

/** Lays a kernel on each pixel of the map that arrives; reports where that cannot be. */
export function placeTransposed(
  call: Call,
  wish: WindowWish,
  outputPad: PerAxis,
): PlacedTransposed | undefined {
  if (isFlat(call.input.shape)) return refuseFlat(call, 'enlarges a feature map');
  const bare = unpaddedAxes(call, wish);
  if (bare === undefined) return undefined;
  const axes = withEdges(call, wish, bare, outputPad);
  if (axes === undefined) return undefined;
  const output = axes.map(transposedOutputSize);
  if (output.some((size) => size < 1)) return refuseCut(call, axes, output);
  return {
    output,
    geometry: { ...geometryOf(axes), outputPadding: axes.map(({ outputPadding }) => outputPadding) },
    extent: extentOf(axes),
    explain: () => axes.map((axis, i) => transposedFormula(axis, output[i])),
    reach: (target) => transposedFor(call, axes, target),
  };
}

function withEdges(
  call: Call,
  { padding: rule }: WindowWish,
  axes: readonly UnpaddedAxis[],
  outputPad: PerAxis,
): readonly TransposedAxis[] | undefined {
  const decides = rule.kind === 'same' || rule.kind === 'auto';
  if (decides && call.isWritten('output-pad')) return refuseOutputPadBeside(call, rule.kind);
  if (rule.kind === 'same') return axes.map((axis) => ({ ...axis, ...transposedSame(axis) }));
  if (rule.kind === 'auto') return solvedEdges(call, axes);
  const added = perAxis(call, 'output-pad', outputPad, axes.length);
  const cut = perAxis(
    call,
    'pad',
    rule.kind === 'explicit' ? rule.axes : [{ before: 0, after: 0 }],
    axes.length,
  );
  if (added === undefined || cut === undefined) return undefined;
  const edged = axes.map((axis, i) => ({ ...axis, padding: cut[i], outputPadding: added[i] }));
  return refuseOutputPad(call, edged) ? undefined : edged;
}

/**
 * A pixel lies under ⌈k / s⌉ kernels at most, d / g inputs apart where dilation d and stride s share the
 * factor g: of the taps only those meet that are s / g apart.
 */
function extentOf(axes: readonly TransposedAxis[]): Extent {
  const window = axes.map(({ kernel, stride, dilation }) => {
    const shared = greatestCommonDivisor(stride, dilation);
    return (Math.ceil((kernel * shared) / stride) - 1) * (dilation / shared) + 1;
  });
  return { window, strides: axes.map(() => 1), growth: axes.map(({ stride }) => stride) };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function refuseCut(call: Call, axes: readonly TransposedAxis[], output: readonly number[]): undefined {
  const worst = output.findIndex((size) => size < 1);
  const map = spatial(call.input.shape);
  call.report({
    code: 'CNN301',
    span: call.spanOf('pad'),
    message: `the padding of \`${call.word}\` cuts off all that its kernels make of ${aMap(map)}`,
    label: `leaves nothing of the ${axisName(worst, axes.length)}`,
    related: [{ ...call.input.madeBy, message: `made ${written(call.input.shape)} here` }],
    notes: [
      `${axisName(worst, axes.length)}: (size − 1)·stride + kernel − padding = ${transposedFormula(axes[worst], output[worst])}`,
      'a size must be 1 or more',
    ],
    help: 'cut off less: `same` gives size · stride',
    candidates: transposedFor(
      call,
      axes,
      axes.map(({ size, stride }) => size * stride),
    ),
    layer: call.name,
  });
  return undefined;
}
