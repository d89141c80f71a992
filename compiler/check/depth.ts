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

/** Layers with a kernel along the longest path, as in “ResNet-50”. */
export function depthOf(model: Model): number {
  return depth(model.layers);
}

function depth(layers: readonly Layer[]): number {
  return layers.reduce((sum, { weights, branches }) => {
    const own = weights.some(({ role }) => role === 'kernel') ? 1 : 0;
    return sum + own + branches.reduce((most, branch) => Math.max(most, depth(branch)), 0);
  }, 0);
}
