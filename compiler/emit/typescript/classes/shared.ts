// What the classes of a module share: types of their options, and functions that they call.

import type { Fragment } from '../fragment.js';

export const layerOptions: Fragment = {
  name: 'LayerOptions',
  needs: [],
  source: `
/** What every layer takes: its name, and whether it is trained. */
type LayerOptions = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;
`,
};

/** Sizes along the two axes of a map. */
export const pair: Fragment = {
  name: 'Pair',
  needs: [],
  source: `
/** Of height and of width. */
type Pair = [number, number];
`,
};

export const padding: Fragment = {
  name: 'Padding',
  needs: [pair],
  source: `
/** Pixels before and after, of height and of width. */
type Padding = [Pair, Pair];
`,
};

export const onlyInput: Fragment = {
  name: 'onlyInput',
  needs: [],
  source: `
/** The one tensor that a layer is called on; tfjs hands it over alone or in a list. */
function onlyInput(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor4D {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
}
`,
};

export const windowsAlong: Fragment = {
  name: 'windowsAlong',
  needs: [pair],
  source: `
/** How many windows fit along an axis of a padded map. */
function windowsAlong(size: number | null, window: number, stride: number, [before, after]: Pair): number {
  return Math.floor((Number(size) + before + after - window) / stride) + 1;
}
`,
};
