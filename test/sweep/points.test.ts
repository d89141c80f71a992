// Which values are tried together, and where each training is kept.

import { describe, expect, it } from 'vitest';
import type { Axis } from '../../runtime/sweep/axis.js';
import { gridPoints, randomPoints } from '../../runtime/sweep/points.js';
import { trainingsOf } from '../../runtime/sweep/trainings.js';

const list = (name: string, ...values: number[]): Axis => ({ name, choice: { kind: 'values', values } });
const between = (name: string, least: number, most: number, logarithmic = false, whole = false): Axis => ({
  name,
  choice: { kind: 'between', least, most, whole, logarithmic },
});

describe('a grid', () => {
  it('has every value with every other, in each model', () => {
    const points = gridPoints(2, [list('a', 1, 2), list('b', 3)], 1);
    expect(points).toEqual([
      { model: 0, values: { a: 1, b: 3 } },
      { model: 0, values: { a: 2, b: 3 } },
      { model: 1, values: { a: 1, b: 3 } },
      { model: 1, values: { a: 2, b: 3 } },
    ]);
  });

  it('is one point where nothing is set', () => {
    expect(gridPoints(1, [], 3)).toEqual([{ model: 0, values: {} }]);
  });

  it('is refused where nobody would wait for it, and told how much it is', () => {
    const axis = (name: string): Axis => list(name, ...Array.from({ length: 1000 }, (_, at) => at));
    expect(() => gridPoints(1, [axis('a'), axis('b'), axis('c')], 1)).toThrow('1,000,000,000 trainings');
    expect(() => gridPoints(1, [axis('a')], 11)).toThrow('11,000 trainings');
  });
});

describe('points at random', () => {
  const axes = [
    between('rate', 0.1, 0.6),
    between('step', 1e-4, 1e-1, true),
    between('maps', 3, 5, false, true),
  ];
  const points = randomPoints(1, axes, 400, 7);

  it('lie where they may, every whole number among them', () => {
    for (const { values } of points) {
      expect(values.rate).toBeGreaterThanOrEqual(0.1);
      expect(values.rate).toBeLessThanOrEqual(0.6);
      expect(values.step).toBeGreaterThanOrEqual(1e-4);
      expect(values.step).toBeLessThanOrEqual(1e-1);
    }
    expect(new Set(points.map(({ values }) => values.maps))).toEqual(new Set([3, 4, 5]));
  });

  it('are as often small as large by size', () => {
    // Evenly drawn, 1 in 100 would be below 1e-3; by size it is a third. 400 draws stray by 3 in 100.
    const small = points.filter(({ values }) => values.step < 1e-3).length / points.length;
    expect(small).toBeGreaterThan(0.25);
    expect(small).toBeLessThan(0.42);
  });

  it('are the same for the same seed, and the first of more', () => {
    expect(randomPoints(1, axes, 20, 7)).toEqual(points.slice(0, 20));
    expect(randomPoints(1, axes, 20, 8)).not.toEqual(points.slice(0, 20));
  });

  it('are all there are, where fewer are there than wanted', () => {
    const few = randomPoints(2, [list('maps', 8, 16)], 20, 1);
    expect(few).toHaveLength(4);
  });
});

describe('a folder of a training', () => {
  const foldersOf = (values: Record<string, number>, names: string[]): string[] =>
    trainingsOf({ model: 0, values }, names, 5, 2).map(({ folder }) => folder);

  it('says what was trained', () => {
    expect(foldersOf({ maps: 8, rate: 0.1 }, ['pool'])).toEqual([
      'maps=8,rate=0.1,seed=5',
      'maps=8,rate=0.1,seed=6',
    ]);
    expect(foldersOf({ seed: 5 }, ['../a b.cnn', 'c'])[0]).toBe('.._a_b.cnn,seed=5');
  });

  it('has a name that every disk takes', () => {
    const values = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`param${at}`, at]));
    const [first, second] = foldersOf(values, ['long']);
    expect(first.length).toBeLessThanOrEqual(150);
    expect(first).not.toBe(second);
  });
});
