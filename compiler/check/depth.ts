// How papers count layers: all of them, and those with kernels on the longest path.

import type { Layer, Model } from '../model.js';

/** Layers as written, those of branches included; `input`, inline `bn` and activations are none. */
export function layerCount(model: Model): number {
  return count(model.layers) - model.inputs.length;
}

function count(layers: readonly Layer[]): number {
  return layers.reduce(
    (sum, { branches }) => sum + 1 + branches.reduce((inner, branch) => inner + count(branch), 0),
    0,
  );
}

/** Layers with a kernel along the longest path. */
export function depthOf(model: Model): number {
  return model.layers.reduce((most, { depth }) => Math.max(most, depth), 0);
}
