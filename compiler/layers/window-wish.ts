// A window as its layer wants it, before it meets a map.

import { spatial } from '../shapes/shape.js';
import type { UnpaddedAxis } from '../shapes/window.js';
import type { Call } from './definition.js';
import { perAxis } from './per-axis.js';
import type { PaddingRule, PerAxis } from './readers.js';

export interface WindowWish {
  /** What messages call it: `kernel` or `window`. */
  readonly noun: 'kernel' | 'window';
  readonly size: PerAxis;
  readonly stride: PerAxis;
  readonly dilation: PerAxis;
  readonly padding: PaddingRule;
  readonly ceil: boolean;
}

/** The window on each axis of the map; reports where one has not as many axes as the map. */
export function unpaddedAxes(call: Call, wish: WindowWish): readonly UnpaddedAxis[] | undefined {
  const map = spatial(call.input.shape);
  const kernel = perAxis(call, wish.noun, wish.size, map.length);
  const stride = perAxis(call, 'stride', wish.stride, map.length);
  const dilation = perAxis(call, 'dilation', wish.dilation, map.length);
  if (!kernel || !stride || !dilation) return undefined;
  return map.map((size, i) => ({ size, kernel: kernel[i], stride: stride[i], dilation: dilation[i] }));
}
