// Copies the values of images into the tensor of a batch, scaled on the way.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { Tensor } from '../tensor.js';
import type { PixelScale } from './pixel-scale.js';

type Values = Uint8Array | Float32Array;

/** Writes `size` values from `from` on into `into` at `to`. */
export type ScaledCopy = (values: Values, from: number, size: number, into: Float32Array, to: number) => void;

/** What each byte becomes, a channel after the other. A look into a table costs less than arithmetic. */
function tablesOf({ factor, shift }: PixelScale): Float32Array {
  const channels = factor.length;
  return Float32Array.from({ length: 256 * channels }, (_, at) => {
    const channel = at >> 8;
    return (at & 255) * factor[channel] + shift[channel];
  });
}

function byteCopy(scale: PixelScale): ScaledCopy {
  const table = tablesOf(scale);
  const channels = scale.factor.length;
  if (channels === 1) {
    return (values, from, size, into, to) => {
      for (let i = 0; i < size; i++) into[to + i] = table[values[from + i]];
    };
  }
  return (values, from, size, into, to) => {
    for (let i = 0; i < size; i++) into[to + i] = table[((i % channels) << 8) | values[from + i]];
  };
}

function numberCopy({ factor, shift }: PixelScale): ScaledCopy {
  const channels = factor.length;
  return (values, from, size, into, to) => {
    for (let i = 0; i < size; i++) {
      const channel = i % channels;
      into[to + i] = values[from + i] * factor[channel] + shift[channel];
    }
  };
}

/** @param bytes whether what is copied are bytes, or else numbers of any range */
export function scaledCopy(bytes: boolean, scale: PixelScale): ScaledCopy {
  return bytes ? byteCopy(scale) : numberCopy(scale);
}

/** Scales the values of an image from `from` to `end` where they are. */
export function scaleInPlace(
  { factor, shift }: PixelScale,
  values: Float32Array,
  from: number,
  end: number,
): void {
  const channels = factor.length;
  for (let i = from; i < end; i++) {
    const channel = (i - from) % channels;
    values[i] = values[i] * factor[channel] + shift[channel];
  }
}

/** Takes images out of memory, one after the other: [count, height, width, channels]. */
export class ScaledImages {
  private readonly values: Values;
  /** Numbers an image. */
  private readonly size: number;
  private readonly copy: ScaledCopy;

  constructor(values: Values, image: Shape, scale: PixelScale) {
    this.values = values;
    this.size = sizeOf(image);
    this.copy = scaledCopy(values instanceof Uint8Array, scale);
  }

  /** These images, as a batch of inputs of this shape. */
  take(samples: Uint32Array, input: Shape): Tensor {
    const { values, size, copy } = this;
    const data = new Float32Array(samples.length * size);
    samples.forEach((sample, row) => copy(values, sample * size, size, data, row * size));
    return { shape: [samples.length, ...input], data };
  }
}
