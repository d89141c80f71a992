// Maps of one and three axes by layers over planes: tfjs has most layers for two axes alone.

import type { CoreFragment } from '../core-fragment.js';
import { layer } from './layer.js';

export const asPlane: CoreFragment = {
  name: 'asPlane',
  needs: [layer],
  imports: ['expandDims', 'squeeze'],
  source: `
/** A layer over sequences, as one over maps of height 1. */
function asPlane(layer: Layer): Layer {
  return (x) => squeeze(layer(expandDims(x, 1)), [1]);
}
`,
};

export const planesThenDepth: CoreFragment = {
  name: 'planesThenDepth',
  needs: [layer],
  imports: ['reshape'],
  source: `
/** A layer over volumes whose axes do not mix: over the planes of each, then over depth. */
function planesThenDepth(overPlanes: Layer, overDepth: Layer): Layer {
  return (x) => {
    const [batch, depth, ...plane] = x.shape;
    const planes = overPlanes(reshape(x, [batch * depth, ...plane]));
    const [, height, width, channels] = planes.shape;
    const columns = overDepth(reshape(planes, [batch, depth, height * width, channels]));
    return reshape(columns, [batch, -1, height, width, channels]);
  };
}
`,
};
