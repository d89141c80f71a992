// Ops that move, sum or mask numbers: concat, slices of channels, add and masks.

import { channelsOf, generate, zeros, type NumberArray } from './array.js';

/** Joins along the last axis. */
export function concat(parts: readonly NumberArray[]): NumberArray {
  const channels = parts.reduce((sum, part) => sum + channelsOf(part), 0);
  const y = zeros([...parts[0].shape.slice(0, -1), channels]);
  let start = 0;
  for (const part of parts) {
    const size = channelsOf(part);
    part.data.forEach((element, i) => {
      y.data[Math.floor(i / size) * channels + start + (i % size)] = element;
    });
    start += size;
  }
  return y;
}

/** `size` channels from `start` on. */
export function sliceChannels(x: NumberArray, start: number, size: number): NumberArray {
  const channels = channelsOf(x);
  const y = zeros([...x.shape.slice(0, -1), size]);
  return generate(y, (i) => x.data[Math.floor(i / size) * channels + start + (i % size)]);
}

export function add(parts: readonly NumberArray[]): NumberArray {
  return generate(parts[0], (i) => parts.reduce((sum, part) => sum + part.data[i], 0));
}

export function applyMask(x: NumberArray, mask: NumberArray): NumberArray {
  return generate(x, (i) => x.data[i] * mask.data[i]);
}
