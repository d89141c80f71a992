// The window that a layer slides over the map that reaches it.

import { outputOf, type CheckedLayer } from '../check/checked-layer.js';
import type { WindowGeometry } from '../graph/ops.js';
import { spatial } from '../shapes/shape.js';
import { coverageOf, type Coverage } from '../shapes/coverage.js';
import type { AxisWindow } from '../shapes/window.js';

export interface WindowOnMap {
  /** An entry a spatial axis, as everything here. */
  readonly axes: readonly AxisWindow[];
  readonly output: readonly number[];
}

type Geometry = WindowGeometry & { readonly dilations?: readonly number[] };

/** Undefined for layers without a window, and for those that see the whole map. */
export function windowOnMap(layer: CheckedLayer): WindowOnMap | undefined {
  const geometry = geometryOf(layer);
  const map = layer.input && outputOf(layer.input);
  if (geometry === undefined || map === undefined || layer.output === undefined) return undefined;
  const axes = spatial(map).map((size, axis) => ({
    size,
    kernel: geometry.window[axis],
    stride: geometry.strides[axis],
    dilation: geometry.dilations?.[axis] ?? 1,
    padding: geometry.padding[axis],
  }));
  return { axes, output: spatial(layer.output) };
}

/** Which pixels it sees. Windows that move pixel by pixel see all, which is most of them: ask `mayMiss` first. */
export function coverageOn({ axes, output }: WindowOnMap): Coverage[] {
  return axes.map((axis, i) => coverageOf(axis, output[i]));
}

export function mayMiss({ axes }: WindowOnMap): boolean {
  return axes.some(({ stride, dilation }) => stride > 1 || dilation > 1);
}

function geometryOf({ kind, plan, values }: CheckedLayer): Geometry | undefined {
  switch (kind) {
    case 'conv':
    case 'depthwise':
      return plan as Geometry;
    case 'separable':
      return (plan as { readonly depthwise: Geometry }).depthwise;
    case 'pool':
      return values.global === true ? undefined : (plan as Geometry);
    case 'shortcut':
      return typeof plan === 'object' ? (plan as Geometry) : undefined;
    default:
      return undefined;
  }
}
