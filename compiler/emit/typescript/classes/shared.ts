// What the classes of a module share: types of their options, and functions that they call.

import type { Fragment } from '../../typescript-common/fragment.js';

export const layerOptions: Fragment = {
  name: 'LayerOptions',
  needs: [],
  source: `
/** What every layer takes: its name, and whether it is trained. */
type LayerOptions = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;
`,
};

export const padding: Fragment = {
  name: 'Padding',
  needs: [],
  source: `
/** Pixels before and after a map, along each of its axes. */
type Padding = [before: number, after: number][];
`,
};

export const padsOf: Fragment = {
  name: 'padsOf',
  needs: [padding],
  source: `
/** Padding as \`tf.pad\` takes it: for the axes of batch and channels too. */
function padsOf(padding: Padding): Padding {
  return [[0, 0], ...padding, [0, 0]];
}
`,
};

export const paddedSizes: Fragment = {
  name: 'paddedSizes',
  needs: [padding],
  source: `
/** How large a map is with its padding. */
function paddedSizes(map: tf.Shape, padding: Padding): number[] {
  return padding.map(([before, after], axis) => before + Number(map[axis]) + after);
}
`,
};

export const onlyInput: Fragment = {
  name: 'onlyInput',
  needs: [],
  source: `
/** The one tensor that a layer is called on; tfjs hands it over alone or in a list. */
function onlyInput<Input extends tf.Tensor>(inputs: tf.Tensor | tf.Tensor[]): Input {
  return (Array.isArray(inputs) ? inputs[0] : inputs) as Input;
}
`,
};

export const countWindows: Fragment = {
  name: 'countWindows',
  needs: [],
  source: `
/** How many windows fit along each axis of a map. */
function countWindows(map: tf.Shape, window: number[], strides: number[]): number[] {
  return window.map((size, axis) => Math.floor((Number(map[axis]) - size) / strides[axis]) + 1);
}
`,
};
