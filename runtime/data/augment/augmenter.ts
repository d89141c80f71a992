// Changes pictures at random, as the `augment` line says, before a network sees them. Pure arithmetic
// on typed arrays, for any thread.

import type { Shape } from '../../../compiler/graph/value.js';
import type { Augmentation } from '../../../compiler/training-options.js';
import type { Random } from '../../random.js';
import { augmentationStream, drawAmounts, type Amounts } from './amounts.js';
import { cutOut } from './cutout.js';
import { addNormal } from './normal.js';
import { resample, type Picture } from './resample.js';
import { moves, sourceMap } from './source-map.js';
import { changeTones, keepWithin, type ValueRange } from './tones.js';

/** Of bytes. */
export const byteRange: ValueRange = { low: 0, high: 255 };

export interface AugmenterOptions {
  readonly settings: Augmentation;
  /** [height, width, channels] */
  readonly shape: Shape;
  readonly seed: number;
  /** Of the pictures' values, before a pixel scale; that of bytes where it is left out. */
  readonly range?: ValueRange | undefined;
}

export class Augmenter {
  private readonly settings: Augmentation;
  private readonly seed: number;
  private readonly range: ValueRange;
  private readonly size: Omit<Picture, 'values' | 'from'>;
  /** What is left free or cut out: 0, or what of the range comes nearest to it. */
  private readonly blank: number;

  constructor({ settings, shape, seed, range = byteRange }: AugmenterOptions) {
    const [height, width, channels] = shape;
    this.settings = settings;
    this.seed = seed;
    this.range = range;
    this.size = { height, width, channels };
    this.blank = Math.min(range.high, Math.max(range.low, 0));
  }

  /**
   * Writes the picture whose values start at `from` into `into`, from `to` on, as this sample is
   * seen in this epoch: decided by the seed, the epoch and the sample alone. Values stay within
   * the range.
   */
  augment(
    values: Uint8Array | Float32Array,
    from: number,
    epoch: number,
    sample: number,
    into: Float32Array,
    to: number,
  ): void {
    const random = augmentationStream(this.seed, epoch, sample);
    const amounts = drawAmounts(this.settings, random);
    const picture = { ...this.size, values, from };
    const end = to + picture.height * picture.width * picture.channels;
    this.move(picture, amounts, into, to);
    this.changeValues(amounts, random, into, to, end);
    if (this.settings.cutout > 0) {
      cutOut(picture, this.settings.cutout, amounts.cutout, this.blank, into, to);
    }
  }

  private move(picture: Picture, amounts: Amounts, into: Float32Array, to: number): void {
    const { values, from, height, width, channels } = picture;
    if (!moves(amounts)) return into.set(values.subarray(from, from + height * width * channels), to);
    const map = sourceMap(amounts, height, width);
    resample(picture, map, { fill: this.settings.fill, blank: this.blank }, into, to);
  }

  /** Beyond the range at first, and brought back at the end, so that noise does not undo it. */
  private changeValues(
    { brightness, contrast }: Amounts,
    random: Random,
    into: Float32Array,
    from: number,
    end: number,
  ): void {
    const { noise } = this.settings;
    const width = this.range.high - this.range.low;
    const changes = brightness !== 0 || contrast !== 1;
    if (changes) changeTones(into, from, end, contrast, brightness * width);
    if (noise > 0) addNormal(into, from, end, noise * width, random);
    if (changes || noise > 0) keepWithin(this.range, into, from, end);
  }
}
