// Pictures as an epoch sees them: what decides them, what is kept, and each change of values by hand.

import { describe, expect, it } from 'vitest';
import type { Augmentation } from '../../../compiler/training-options.js';
import { augmentationStream, drawAmounts } from '../../../runtime/data/augment/amounts.js';
import { Augmenter, type AugmenterOptions } from '../../../runtime/data/augment/augmenter.js';
import { cutOut } from '../../../runtime/data/augment/cutout.js';
import { addNormal } from '../../../runtime/data/augment/normal.js';
import { changeTones } from '../../../runtime/data/augment/tones.js';
import { Random } from '../../../runtime/random.js';
import { everything, settingsWith } from './settings.js';

const shape = [12, 10, 3];
const size = 360;
const pictures = 40;
const random = new Random(3, 'pictures');
/** None is 0, which is what is cut out. */
const bytes = Uint8Array.from({ length: pictures * size }, () => 1 + (random.next() % 255));

function augmented(
  settings: Augmentation,
  { epoch = 0, sample = 0, ...options }: { epoch?: number; sample?: number } & Partial<AugmenterOptions> = {},
): number[] {
  const into = new Float32Array(size);
  const augmenter = new Augmenter({ settings, shape, seed: 1, ...options });
  augmenter.augment(bytes, sample * size, epoch, sample, into, 0);
  return Array.from(into);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(first: readonly number[], second: readonly number[]): number {
  const [middle, other] = [mean(first), mean(second)];
  const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
  const both = sum(first.map((value, at) => (value - middle) * (second[at] - other)));
  const spread = (values: readonly number[], at: number) => sum(values.map((value) => (value - at) ** 2));
  return both / Math.sqrt(spread(first, middle) * spread(second, other));
}

describe('a picture', () => {
  it('that nothing changes keeps its very values', () => {
    expect(augmented(settingsWith(), { sample: 5 })).toEqual(Array.from(bytes.subarray(5 * size, 6 * size)));
  });

  it('is decided by seed, epoch and sample', () => {
    const one = augmented(everything, { epoch: 2, sample: 7 });
    expect(augmented(everything, { epoch: 2, sample: 7 })).toEqual(one);
    expect(augmented(everything, { epoch: 3, sample: 7 })).not.toEqual(one);
    expect(augmented(everything, { epoch: 2, sample: 7, seed: 2 })).not.toEqual(one);
    // The same values under another number.
    const into = new Float32Array(size);
    new Augmenter({ settings: everything, shape, seed: 1 }).augment(bytes, 7 * size, 2, 8, into, 0);
    expect(Array.from(into)).not.toEqual(one);
  });

  it('stays within its range', () => {
    for (let sample = 0; sample < pictures; sample++) {
      const values = augmented(everything, { sample });
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(255);
    }
    const settings = settingsWith({
      shift: { height: 0.5, width: 0.5 },
      noise: 0.2,
      cutout: 0.5,
      fill: 'zero',
    });
    const values = augmented(settings, { range: { low: 30, high: 200 }, sample: 1 });
    expect(Math.min(...values)).toBe(30);
    expect(Math.max(...values)).toBe(200);
  });

  it('of numbers may have any range', () => {
    const into = new Float32Array(size);
    const values = Float32Array.from({ length: size }, (_, at) => (at % 2 === 0 ? -1 : 1));
    const settings = settingsWith({ brightness: 0.5 });
    const augmenter = new Augmenter({ settings, shape, seed: 1, range: { low: -1, high: 1 } });
    augmenter.augment(values, 0, 0, 0, into, 0);
    const { brightness } = drawAmounts(settings, augmentationStream(1, 0, 0));
    const [low, high] = [-1, 1].map((value) =>
      Math.fround(Math.max(-1, Math.min(1, value + 2 * brightness))),
    );
    expect(into.slice(0, 2)).toEqual(Float32Array.from([low, high]));
  });
});

describe('amounts', () => {
  it('do not depend on the other settings', () => {
    const turning = settingsWith({ rotate: 30 });
    const rotation = (settings: Augmentation) => drawAmounts(settings, augmentationStream(1, 0, 4)).rotate;
    expect(rotation(turning)).toBe(rotation(everything));
    const alone = augmented(settingsWith({ cutout: 0.4 }), { sample: 4 });
    const withNoise = augmented(settingsWith({ cutout: 0.4, noise: 0.1, brightness: 0.2 }), { sample: 4 });
    const holes = (values: readonly number[]) => values.flatMap((value, at) => (value === 0 ? [at] : []));
    expect(holes(alone).length).toBeGreaterThan(20);
    expect(holes(withNoise)).toEqual(expect.arrayContaining(holes(alone)));
  });

  it('fill their ranges, and are unlike those of the samples and epochs beside', () => {
    const drawn = (epoch: number, key: 'rotate' | 'brightness') =>
      Array.from({ length: 2000 }, (_, at) => drawAmounts(everything, augmentationStream(1, epoch, at))[key]);
    const rotations = drawn(0, 'rotate');
    expect(Math.min(...rotations)).toBeGreaterThanOrEqual(-30);
    expect(Math.min(...rotations)).toBeLessThan(-29.5);
    expect(Math.max(...rotations)).toBeGreaterThan(29.5);
    expect(Math.abs(mean(rotations))).toBeLessThan(1.5);
    for (const away of [1, 2, 5, 10]) {
      expect(Math.abs(correlation(rotations.slice(0, -away), rotations.slice(away)))).toBeLessThan(0.08);
    }
    expect(Math.abs(correlation(rotations, drawn(1, 'rotate')))).toBeLessThan(0.08);
    expect(Math.abs(correlation(rotations, drawn(0, 'brightness')))).toBeLessThan(0.08);
  });

  it('mirror half of the pictures', () => {
    const settings = settingsWith({ flip: { horizontal: true, vertical: false } });
    const flips = Array.from(
      { length: 1000 },
      (_, at) => drawAmounts(settings, augmentationStream(1, 0, at)).flip,
    );
    expect(flips.filter(({ horizontal }) => horizontal).length).toBeGreaterThan(440);
    expect(flips.filter(({ horizontal }) => horizontal).length).toBeLessThan(560);
    expect(flips.some(({ vertical }) => vertical)).toBe(false);
  });
});

describe('changes of values', () => {
  it('contrast leaves the mean, brightness moves it', () => {
    const values = Float32Array.from([7, 10, 20, 60, 7]);
    changeTones(values, 1, 4, 0.5, 0);
    expect(Array.from(values)).toEqual([7, 20, 25, 45, 7]);
    changeTones(values, 1, 4, 2, 10);
    expect(Array.from(values)).toEqual([7, 20, 30, 70, 7]);
    changeTones(values, 1, 4, 1, -5);
    expect(Array.from(values)).toEqual([7, 15, 25, 65, 7]);
  });

  it('cutout blanks a square, or what of it is inside', () => {
    const cut = (row: number, column: number) => {
      const values = new Float32Array(17).fill(1);
      cutOut({ height: 4, width: 4, channels: 1 }, 0.5, { row, column }, 0, values, 1);
      return values.slice(1).join('');
    };
    expect(cut(0.5, 0.5)).toBe('1111100110011111');
    expect(cut(0, 0)).toBe('0111111111111111');
    expect(cut(0.99, 0.3)).toBe('1111111100110011');
  });

  it('noise is normal', () => {
    const noise = new Float32Array(40_001);
    addNormal(noise, 0, noise.length, 2, new Random(1, 'noise'));
    const values = Array.from(noise);
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(4, 0);
    const within = (limit: number) =>
      values.filter((value) => Math.abs(value) < limit).length / values.length;
    // 68.3 and 95.4 of a hundred lie within one and two deviations.
    expect(within(2)).toBeCloseTo(0.683, 2);
    expect(within(4)).toBeCloseTo(0.954, 2);
    expect(Math.abs(correlation(values.slice(0, -1), values.slice(1)))).toBeLessThan(0.02);
    expect(noise.at(-1)).not.toBe(0);
  });
});
