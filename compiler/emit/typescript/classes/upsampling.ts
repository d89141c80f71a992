// Larger maps. tfjs takes planes alone, and its gradients are wrong: on cpu it reads those of repeated
// pixels from the wrong sample of a batch, and those of blended ones as if pixels had other centres.

import type { Fragment } from '../../typescript-common/fragment.js';
import type { LayerClass } from '../layer-call.js';
import { layerClass } from './layer-class.js';
import { layerSource } from './layer-source.js';
import { layerOptions, onlyInput } from './shared.js';

const interleave: Fragment = {
  name: 'interleave',
  needs: [],
  source: `
/** Tensors of one shape in turns along an axis: the first pixel of each, the second of each, and so on. */
function interleave(tensors: tf.Tensor[], axis: number): tf.Tensor {
  const size = tensors[0].shape.map((length, other) => (other === axis ? length * tensors.length : length));
  return tf.reshape(tf.stack(tensors, axis + 1), size);
}
`,
};

const part: Fragment = {
  name: 'part',
  needs: [],
  source: `
/** So many pixels of a map along one of its axes. */
function part(map: tf.Tensor, axis: number, start: number, length: number): tf.Tensor {
  const sizes = map.shape.map((size, other) => (other === axis ? length : size));
  return tf.slice(map, sizes.map((_, other) => (other === axis ? start : 0)), sizes);
}
`,
};

const blendAlong: Fragment = {
  name: 'blendAlong',
  needs: [interleave, part],
  source: `
/** Linear interpolation along an axis: pixel i of the larger map lies at (i + 1/2) / factor - 1/2 in x. */
function blendAlong(x: tf.Tensor, axis: number, factor: number): tf.Tensor {
  const held = tf.concat([part(x, axis, 0, 1), x, part(x, axis, x.shape[axis] - 1, 1)], axis);
  const before = part(held, axis, 0, x.shape[axis]);
  const after = part(held, axis, 2, x.shape[axis]);
  const blends = Array.from({ length: factor }, (_, index) => {
    const distance = (index + 0.5) / factor - 0.5;
    const neighbour = tf.mul(distance < 0 ? before : after, Math.abs(distance));
    return tf.add(tf.mul(x, 1 - Math.abs(distance)), neighbour);
  });
  return interleave(blends, axis);
}
`,
};

const computeOutputShape = `
  override computeOutputShape([batch, ...map]: tf.Shape): tf.Shape {
    const sizes = this.options.size.map((factor, axis) => Number(map[axis]) * factor);
    return [batch, ...sizes, map[map.length - 1]];
  }`;

function upsampling(name: string, summary: string, needs: readonly Fragment[], larger: string): LayerClass {
  const call = `
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { size } = this.options;
    return tf.tidy(() => size.reduce((map, factor, axis) => ${larger}, onlyInput(inputs)));
  }`;
  return layerClass(
    name,
    [layerOptions, onlyInput, ...needs],
    layerSource({ name, summary, options: { size: 'number[]' }, methods: [computeOutputShape, call] }),
  );
}

export const nearestUpsampling = upsampling(
  'NearestUpSampling',
  '/** Repeats the pixels of a map; tfjs takes the wrong gradient of that where a batch is larger than one. */',
  [interleave],
  'interleave(Array<tf.Tensor>(factor).fill(map), axis + 1)',
);

export const linearUpsampling = upsampling(
  'LinearUpSampling',
  `/**
 * Blends the pixels of a map along each of its axes, with half-pixel centres and the edges held; tfjs
 * takes the gradient of that as if pixels were centred otherwise.
 */`,
  [blendAlong],
  'blendAlong(map, axis + 1, factor)',
);
