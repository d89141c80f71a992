// Pools over planes; those over other maps are made of them.

import type { CoreFragment } from '../core-fragment.js';
import { padsOf } from './convolutions.js';
import { layer } from './layer.js';

export const maxPooling: CoreFragment = {
  name: 'maxPooling',
  needs: [layer, padsOf],
  imports: ['maxPool', 'type Tensor4D'],
  source: `
/** The maximum of each window; padding never wins. */
function maxPooling(window: number | [number, number], strides: number | [number, number], pad: Padding): Layer {
  return (x) => maxPool(x as Tensor4D, window, strides, padsOf(pad));
}
`,
};

export const averagePooling: CoreFragment = {
  name: 'averagePooling',
  needs: [layer, padsOf],
  imports: ['avgPool', 'type Tensor4D'],
  source: `
/** The mean of each window over the pixels of the map, without the padding. */
function averagePooling(window: number | [number, number], strides: number | [number, number], pad: Padding): Layer {
  return (x) => avgPool(x as Tensor4D, window, strides, padsOf(pad));
}
`,
};
