// Zeros between numbers: what makes a dilated kernel of a kernel, and what turns strides round.

import type { Fragment } from '../../typescript-common/fragment.js';

export const spread: Fragment = {
  name: 'spread',
  needs: [],
  source: `
/** Puts zeros between the numbers along some axes, so that what were neighbours are so many steps apart. */
function spread<Spread extends tf.Tensor>(tensor: Spread, steps: number[], firstAxis: number): Spread {
  return steps.reduce((whole, step, index) => {
    const axis = firstAxis + index;
    const outer = whole.shape.slice(0, axis + 1);
    const inner = whole.shape.slice(axis + 1);
    const numbers = tf.reshape(whole, [tf.util.sizeFromShape(outer), 1, tf.util.sizeFromShape(inner)]);
    const apart = tf.pad(numbers, [[0, 0], [0, step - 1], [0, 0]]);
    const size = [...outer.slice(0, axis), outer[axis] * step, ...inner];
    const ends = size.map((length, other) => (other === axis ? length - step + 1 : length));
    return tf.slice(tf.reshape(apart, size), 0, ends) as Spread;
  }, tensor);
}
`,
};
