// Windows over maps of one, two or three axes, as the layers over planes and volumes take them.

import type { ConvolutionGeometry, Padding, WindowGeometry } from '../../graph/ops.js';
import type { Shape } from '../../graph/value.js';
import type { LiteralValue } from '../typescript-common/literal.js';
import { isPadded, isSame, paddingPairs } from '../typescript-common/windows.js';

/** The geometry over planes of height 1, where the maps are sequences. */
export function asPlaneGeometry<Geometry extends WindowGeometry>(geometry: Geometry): Geometry {
  if (geometry.window.length !== 1) return geometry;
  const unpadded: Padding = { before: 0, after: 0 };
  return {
    ...geometry,
    window: [1, ...geometry.window],
    strides: [1, ...geometry.strides],
    padding: [unpadded, ...geometry.padding],
    ...('dilations' in geometry && { dilations: [1, ...(geometry.dilations as readonly number[])] }),
    ...('extension' in geometry && { extension: [0, ...(geometry.extension as readonly number[])] }),
  };
}

/** The same of a map's size. */
export function asPlaneMap(map: Shape): Shape {
  return map.length === 1 ? [1, ...map] : map;
}

/** `valid` and `same` where these words of tfjs mean just this padding, else pixels a side. */
export function padOption(geometry: WindowGeometry, map: Shape): LiteralValue {
  return isPadded(geometry.padding) && isSame(geometry, map) ? 'same' : explicitPad(geometry.padding);
}

/** `valid`, one number where all sides agree, or pixels before and after along each axis. */
export function explicitPad(padding: readonly Padding[]): LiteralValue {
  if (!isPadded(padding)) return 'valid';
  const sides = paddingPairs(padding).flat();
  return sides.every((side) => side === sides[0]) ? sides[0] : sides;
}

export function isDilated({ window, dilations }: Pick<ConvolutionGeometry, 'window' | 'dilations'>): boolean {
  return dilations.some((dilation, axis) => dilation > 1 && window[axis] > 1);
}

export function isStrided({ strides }: WindowGeometry): boolean {
  return strides.some((stride) => stride > 1);
}
