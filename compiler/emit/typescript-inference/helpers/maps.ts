// Maps with other sizes or another order of channels, and joins of several.

import type { CoreFragment } from '../core-fragment.js';
import { layer } from './layer.js';

export const repeatPixels: CoreFragment = {
  name: 'repeatPixels',
  needs: [layer],
  imports: ['reshape', 'stack', 'type Tensor'],
  source: `
/** A map so many times as large along each axis, every pixel repeated. */
function repeatPixels(factors: number[]): Layer {
  return (x) =>
    factors.reduce((map, factor, axis) => {
      const sizes = map.shape.map((size, other) => (other === axis + 1 ? size * factor : size));
      return reshape(stack(Array<Tensor>(factor).fill(map), axis + 2), sizes);
    }, x);
}
`,
};

export const blendPixels: CoreFragment = {
  name: 'blendPixels',
  needs: [layer],
  imports: ['image', 'type Tensor4D'],
  source: `
/** A map so many times as large along each axis, its pixels blended, with half-pixel centres. */
function blendPixels([rows, columns]: [number, number]): Layer {
  return (x) => {
    const [, height, width] = x.shape;
    return image.resizeBilinear(x as Tensor4D, [height * rows, width * columns], false, true);
  };
}
`,
};

export const shuffled: CoreFragment = {
  name: 'shuffled',
  needs: [layer],
  imports: ['reshape', 'transpose'],
  source: `
/** Takes the channels of each group in turns: the first of every group, the second of every group, and so on. */
function shuffled(groups: number): Layer {
  return (x) => {
    const channels = x.shape[x.shape.length - 1];
    const grouped = reshape(x, [-1, groups, channels / groups]);
    return reshape(transpose(grouped, [0, 2, 1]), x.shape);
  };
}
`,
};

export const product: CoreFragment = {
  name: 'product',
  needs: [],
  imports: ['mul', 'type Tensor'],
  source: `
/** The product of maps; those of one pixel, or of one channel, stretch. */
function product(parts: Tensor[]): Tensor {
  return parts.reduce((whole, part) => mul(whole, part));
}
`,
};
