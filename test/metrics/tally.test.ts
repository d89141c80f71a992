// The measures against numbers computed by hand.

import { describe, expect, it } from 'vitest';
import type { Metric } from '../../compiler/training-options.js';
import { Tally } from '../../runtime/metrics/tally.js';

const all: readonly Metric[] = [
  { kind: 'accuracy' },
  { kind: 'top', k: 2 },
  { kind: 'precision' },
  { kind: 'recall' },
  { kind: 'f1' },
  { kind: 'auc' },
  { kind: 'confusion' },
];
const threeClasses = { regression: false, classes: 3, loss: 'cross-entropy' } as const;
const oneUnit = { regression: false, classes: 2, loss: 'binary-cross-entropy' } as const;
const number = { regression: true, classes: 256, loss: 'mse' } as const;

describe('a tally', () => {
  it('weighs batches by their size', () => {
    const tally = new Tally({ ...threeClasses, classes: 2 });
    tally.add(1, Float32Array.of(1, 0, 0, 1, 1, 1), [0, 1, 0]);
    tally.add(5, Float32Array.of(0, 1), [0]);
    expect(tally).toMatchObject({ samples: 4, loss: 2, accuracy: 0.75 });
    expect(tally.measures()).toEqual({ loss: 2, accuracy: 0.75 });
  });

  it('takes one score above zero for class 1', () => {
    const tally = new Tally(oneUnit);
    tally.add(0, Float32Array.of(0.1, -0.1, 0), [1, 0, 1]);
    expect(tally.accuracy).toBeCloseTo(2 / 3);
    expect(tally.confusion?.rows()).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  // Guesses 0 0 1 2 2 0 of labels 0 0 1 1 2 2.
  it('tells each class from the rest', () => {
    const tally = new Tally(threeClasses, all);
    tally.add(0, Float32Array.of(3, 1, 0, 3, 0, 1, 0, 2, 1), [0, 0, 1]);
    tally.add(0, Float32Array.of(0, 1, 2, 0, 0, 4, 2, 1, 0), [1, 2, 2]);
    expect(tally.confusion?.rows()).toEqual([
      [2, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(tally.confusion?.confusedPairs()).toEqual([
      { label: 1, guess: 2, count: 1 },
      { label: 2, guess: 0, count: 1 },
    ]);
    const [first, second, third] = tally.perClass();
    expect(first).toMatchObject({ samples: 2, recall: 1, auc: 1 });
    expect(first.precision).toBeCloseTo(2 / 3);
    expect(first.f1).toBeCloseTo(4 / 5);
    expect(second).toMatchObject({ samples: 2, precision: 1, recall: 0.5 });
    expect(second.f1).toBeCloseTo(2 / 3);
    // The last but one sample beats the four of other classes, the last, taken for class 0, one of them.
    expect(third).toMatchObject({ samples: 2, precision: 0.5, recall: 0.5, f1: 0.5, auc: 5 / 8 });
    expect(tally.measures()).toMatchObject({ accuracy: 4 / 6, top2: 5 / 6, recall: 4 / 6 });
    expect(tally.measures().precision).toBeCloseTo((2 / 3 + 1 + 1 / 2) / 3);
    expect(tally.measures().f1).toBeCloseTo((4 / 5 + 2 / 3 + 1 / 2) / 3);
  });

  it('averages over the classes that came up, and takes 0 where nothing was', () => {
    const tally = new Tally({ ...threeClasses, classes: 4 }, all);
    tally.add(0, Float32Array.of(1, 0, 0, 0, 0, 0, 1, 0), [0, 0]);
    expect(tally.measures()).toMatchObject({ precision: 1 / 2, recall: 1 / 4, accuracy: 1 / 2 });
    expect(tally.perClass()[1]).toEqual({ samples: 0, precision: 0, recall: 0, f1: 0 });
    expect(tally.measures()).not.toHaveProperty('auc');
  });

  it('counts the first of equal scores as the greatest, for the best and for the best few', () => {
    const tally = new Tally(threeClasses, [
      { kind: 'top', k: 1 },
      { kind: 'top', k: 2 },
      { kind: 'top', k: 9 },
    ]);
    tally.add(0, Float32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1), [0, 1, 2]);
    expect(tally.measures()).toMatchObject({ accuracy: 1 / 3, top1: 1 / 3, top2: 2 / 3, top9: 1 });
  });

  it('counts nothing right where the scores are no numbers', () => {
    const tally = new Tally(threeClasses, all);
    tally.add(Number.NaN, Float32Array.of(Number.NaN, Number.NaN, Number.NaN), [1]);
    expect(tally.measures()).toMatchObject({ accuracy: 0, top2: 0 });
    expect(tally.measures()).not.toHaveProperty('auc');
  });

  it('measures a number by its distance', () => {
    const tally = new Tally(number, all);
    tally.add(0.5, Float32Array.of(1, 2), [1, 3]);
    tally.add(0, Float32Array.of(5), [5]);
    expect(tally.measures()).toEqual({
      loss: 1 / 3,
      meanAbsoluteError: 1 / 3,
      r2: expect.closeTo(1 - 1 / 8) as number,
    });
    expect(tally.perClass()).toEqual([]);
    expect(tally.accuracy).toBeUndefined();
  });

  it('has an R² for equal numbers, and none for one', () => {
    const r2 = (guesses: number[], truths: number[]): number | undefined => {
      const tally = new Tally(number);
      tally.add(0, Float32Array.from(guesses), truths);
      return tally.measures().r2;
    };
    expect(r2([2, 2], [2, 2])).toBe(1);
    expect(r2([2, 3], [2, 2])).toBe(0);
    expect(r2([2], [2])).toBeUndefined();
  });

  it('says where the scores are too many to keep, and measures all else', () => {
    const tally = new Tally(oneUnit, all, 3);
    tally.add(0, Float32Array.of(1, -1), [1, 0]);
    expect(tally.measures()).toMatchObject({ auc: 1 });
    expect(tally.hasTooManyScores).toBe(false);
    tally.add(0, Float32Array.of(1, -1), [1, 0]);
    expect(tally.hasTooManyScores).toBe(true);
    expect(tally.measures()).toMatchObject({ accuracy: 1, f1: 1 });
    expect(tally.measures()).not.toHaveProperty('auc');
  });
});
