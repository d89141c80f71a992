// Copies the values of images into the tensor of a batch, scaled on the way.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { Tensor } from '../tensor.js';
import type { PixelScale } from './pixel-scale.js';

type Values = Uint8Array | Float32Array;

/** Writes `size` values from `from` on into `into` at `to`. */
type Copy = (values: Values, from: number, size: number, into: Float32Array, to: number) => void;

/** What each byte becomes, a channel after the other. A look into a table costs less than arithmetic. */
function tablesOf({ factor, shift }: PixelScale): Float32Array {
  const channels = factor.length;
  return Float32Array.from({ length: 256 * channels }, (_, at) => {
    const channel = at >> 8;
    return (at & 255) * factor[channel] + shift[channel];
  });
}

function byteCopy(scale: PixelScale): Copy {
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

function numberCopy({ factor, shift }: PixelScale): Copy {
  const channels = factor.length;
  return (values, from, size, into, to) => {
    for (let i = 0; i < size; i++) {
      const channel = i % channels;
      into[to + i] = values[from + i] * factor[channel] + shift[channel];
    }
  };
}

/** Takes images out of memory, one after the other: [count, height, width, channels]. */
export class ScaledImages {
  private readonly values: Values;
  /** Numbers an image. */
  private readonly size: number;
  private readonly copy: Copy;

  constructor(values: Values, image: Shape, scale: PixelScale) {
    this.values = values;
    this.size = sizeOf(image);
    this.copy = values instanceof Uint8Array ? byteCopy(scale) : numberCopy(scale);
  }

  /** These images, as a batch of inputs of this shape. */
  take(samples: Uint32Array, input: Shape): Tensor {
    const { values, size, copy } = this;
    const data = new Float32Array(samples.length * size);
    samples.forEach((sample, row) => copy(values, sample * size, size, data, row * size));
    return { shape: [samples.length, ...input], data };
  }
}
