// Maximum and average pools and their gradients.

import type { PoolGeometry } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { channelsOf, spatialOf, zeros, type NumberArray } from './array.js';
import { meetings, outputSize, pixelCounts } from './windows.js';

/** Every element of x that a pool looks at, beside the element of y that it counts into. */
function pairs(x: Shape, y: Shape, geometry: PoolGeometry, visit: (x: number, y: number) => void): void {
  const channels = x[x.length - 1];
  const [pixelsX, pixelsY] = [sizeOf(x.slice(1, -1)), sizeOf(y.slice(1, -1))];
  const met = meetings(x.slice(1, -1), geometry);
  for (let sample = 0; sample < x[0]; sample++) {
    for (const { input, output } of met) {
      for (let channel = 0; channel < channels; channel++) {
        visit(
          (sample * pixelsX + input) * channels + channel,
          (sample * pixelsY + output) * channels + channel,
        );
      }
    }
  }
}

function pooledShape(x: NumberArray, geometry: PoolGeometry): Shape {
  return [x.shape[0], ...outputSize(spatialOf(x), geometry), channelsOf(x)];
}

/** x is [batch, ...map, channels]. */
export function maxPool(x: NumberArray, geometry: PoolGeometry): NumberArray {
  const y = zeros(pooledShape(x, geometry));
  y.data.fill(-Infinity);
  pairs(x.shape, y.shape, geometry, (xi, yi) => {
    y.data[yi] = Math.max(y.data[yi], x.data[xi]);
  });
  return y;
}

/** Pairs come in row-major order for each window, so the first maximum takes dy. */
export function maxPoolGradient(
  x: NumberArray,
  y: NumberArray,
  dy: NumberArray,
  geometry: PoolGeometry,
): NumberArray {
  const dx = zeros(x.shape);
  const taken = new Set<number>();
  pairs(x.shape, y.shape, geometry, (xi, yi) => {
    if (x.data[xi] !== y.data[yi] || taken.has(yi)) return;
    taken.add(yi);
    dx.data[xi] += dy.data[yi];
  });
  return dx;
}

export function averagePool(x: NumberArray, geometry: PoolGeometry, includePadding: boolean): NumberArray {
  const y = zeros(pooledShape(x, geometry));
  const countOf = counter(x.shape, y.shape, geometry, includePadding);
  pairs(x.shape, y.shape, geometry, (xi, yi) => {
    y.data[yi] += x.data[xi] / countOf(yi);
  });
  return y;
}

/** `map` is the spatial size of x, which strides leave open. */
export function averagePoolGradient(
  dy: NumberArray,
  geometry: PoolGeometry,
  includePadding: boolean,
  map: Shape,
): NumberArray {
  const dx = zeros([dy.shape[0], ...map, channelsOf(dy)]);
  const countOf = counter(dx.shape, dy.shape, geometry, includePadding);
  pairs(dx.shape, dy.shape, geometry, (xi, yi) => {
    dx.data[xi] += dy.data[yi] / countOf(yi);
  });
  return dx;
}

/** How many pixels the window of an element of y averages over. */
function counter(x: Shape, y: Shape, geometry: PoolGeometry, includePadding: boolean): (y: number) => number {
  const counts = pixelCounts(x.slice(1, -1), geometry, includePadding);
  const channels = y[y.length - 1];
  return (yi) => counts[Math.floor(yi / channels) % counts.length];
}
