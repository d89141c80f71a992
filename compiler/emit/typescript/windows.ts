// Maps of so many axes, and the zeros around them.

import type { Padding } from '../../graph/ops.js';
import type { Shape } from '../../graph/value.js';
import { briefPairs, paddingPairs } from '../typescript-common/windows.js';
import type { Axes } from './classes/spatial.js';
import { zeroPadding as zeroPaddingClass } from './classes/zero-padding.js';
import type { LayerCall } from './layer-call.js';

/** Of a map; the language knows no windows over more than three. */
export function axesOf(sizes: readonly unknown[]): Axes {
  return sizes.length as Axes;
}

/** A layer that surrounds a map with zeros; tfjs has one for two axes. */
export function zeroPadding(padding: readonly Padding[], input: Shape): LayerCall {
  const word = 'padding';
  const sizes = padding.map(({ before, after }, axis) => before + input[axis] + after);
  const output = [...sizes, ...input.slice(-1)];
  return padding.length === 2
    ? { layer: 'zeroPadding2d', word, options: { padding: briefPairs(padding) }, output }
    : { layer: zeroPaddingClass, word, options: { padding: paddingPairs(padding) }, output };
}
