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
  needs: [],
  source: `
/** Pixels around a map. */
type Padding = [top: number, bottom: number, left: number, right: number];
`,
};

export const padsOf: Fragment = {
  name: 'padsOf',
  needs: [pair, padding],
  source: `
/** Padding in the form that tfjs takes, for the axes of batch, height, width and channels. */
function padsOf([top, bottom, left, right]: Padding): [Pair, Pair, Pair, Pair] {
  return [[0, 0], [top, bottom], [left, right], [0, 0]];
}
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
  needs: [],
  source: `
/** How many windows fit along an axis, which padding makes longer. */
function windowsAlong(size: number | null, padding: number, window: number, stride: number): number {
  return Math.floor((Number(size) + padding - window) / stride) + 1;
}
`,
};
