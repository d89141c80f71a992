// How pictures are moved: by hand, and against a plain reference of the affine map.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fill } from '../../../compiler/training-options.js';
import { resample } from '../../../runtime/data/augment/resample.js';
import { moves, sourceMap, type Movement } from '../../../runtime/data/augment/source-map.js';
import { moved, type Plane } from './reference.js';

const fills: readonly Fill[] = ['nearest', 'zero', 'reflect', 'wrap'];
const still: Movement = {
  rotate: 0,
  shift: { height: 0, width: 0 },
  zoom: 1,
  shear: 0,
  flip: { horizontal: false, vertical: false },
};

function move(plane: Plane, movement: Movement, fill: Fill): number[] {
  const { height, width, channels } = plane;
  const values = Float32Array.from([9, ...Array.from(plane.values)]);
  const into = new Float32Array(values.length);
  const map = sourceMap(movement, height, width);
  resample({ values, from: 1, height, width, channels }, map, { fill, blank: 0 }, into, 1);
  expect(into[0]).toBe(0);
  return Array.from(into.subarray(1));
}

/** One channel. */
function moveRows(rows: readonly (readonly number[])[], change: Partial<Movement>, fill: Fill = 'zero') {
  const [height, width] = [rows.length, rows[0].length];
  const values = move({ height, width, channels: 1, values: rows.flat() }, { ...still, ...change }, fill);
  return rows.map((_, row) => values.slice(row * width, (row + 1) * width).map((value) => round(value)));
}

/** To what float32 holds of numbers such as these. */
function round(value: number): number {
  return Math.round(value * 1e5) / 1e5 + 0;
}

const nine = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];

describe('by hand', () => {
  it('turns counterclockwise about the middle', () => {
    const turned = [
      [3, 6, 9],
      [2, 5, 8],
      [1, 4, 7],
    ];
    expect(moveRows(nine, { rotate: 90 })).toEqual(turned);
  });

  it('shifts down and to the right', () => {
    const change = { shift: { height: 1 / 3, width: 1 / 3 } };
    const at = (fill: Fill) => moveRows(nine, change, fill);
    expect(at('zero')).toEqual([
      [0, 0, 0],
      [0, 1, 2],
      [0, 4, 5],
    ]);
    expect(at('nearest')[0]).toEqual([1, 1, 2]);
    expect(at('wrap')[0]).toEqual([9, 7, 8]);
    expect(moveRows(nine, { shift: { height: 2 / 3, width: 0 } }, 'reflect')).toEqual([
      nine[1],
      nine[0],
      nine[0],
    ]);
  });

  it('shifts by half a pixel', () => {
    expect(moveRows([[0, 8, 4, 2]], { shift: { height: 0, width: 1 / 8 } })).toEqual([[0, 4, 6, 3]]);
  });

  it('mirrors', () => {
    expect(moveRows(nine, { flip: { horizontal: true, vertical: false } })[0]).toEqual([3, 2, 1]);
    expect(moveRows(nine, { flip: { horizontal: false, vertical: true } })[0]).toEqual([7, 8, 9]);
  });

  it('magnifies twice about the middle, which lies between pixels', () => {
    // Places −0.25, 0.25, 0.75 and 1.25 of a picture of two.
    const row = [2, 10];
    expect(moveRows([[...row]], { zoom: 2 }, 'nearest')).toEqual([[4, 8]]);
    // Places 0.75, 1.25, 1.75 and 2.25.
    expect(moveRows([[0, 4, 8, 100]], { zoom: 2 }, 'nearest')).toEqual([[3, 5, 7, 31]]);
  });

  it('shears: upright lines lean to the left', () => {
    const upright = [
      [0, 1, 0],
      [0, 1, 0],
      [0, 1, 0],
    ];
    expect(moveRows(upright, { shear: 45 })).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });
});

const amount = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });
const movements: fc.Arbitrary<Movement> = fc.record({
  rotate: amount(-180, 180),
  shift: fc.record({ height: amount(-1.5, 1.5), width: amount(-1.5, 1.5) }),
  zoom: amount(0.3, 2),
  shear: amount(-60, 60),
  flip: fc.record({ horizontal: fc.boolean(), vertical: fc.boolean() }),
});
const planes: fc.Arbitrary<Plane> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
  .chain(([height, width, channels]) => {
    const length = height * width * channels;
    const values = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: length, maxLength: length });
    return values.map((each) => ({ height, width, channels, values: each }));
  });

describe('against the reference', () => {
  it.each(fills)('with fill %s', (fill) => {
    fc.assert(
      fc.property(planes, movements, (plane, movement) => {
        const expected = moved(plane, movement, fill);
        const found = move(plane, movement, fill);
        const differences = found.map((value, at) => Math.abs(value - expected[at]));
        expect(Math.max(...differences)).toBeLessThan(1e-3);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a movement', () => {
  it('that is mirrored twice is none', () => {
    fc.assert(
      fc.property(planes, fc.boolean(), fc.boolean(), (plane, horizontal, vertical) => {
        const mirror = { ...still, flip: { horizontal, vertical } };
        const once = { ...plane, values: move(plane, mirror, 'zero') };
        expect(move(once, mirror, 'zero')).toEqual(plane.values);
      }),
      { numRuns: 30 },
    );
  });

  it('by whole pixels of what goes on periodically keeps all values', () => {
    fc.assert(
      fc.property(planes, fc.integer({ min: -20, max: 20 }), fc.integer(), (plane, down, right) => {
        const shift = { height: down / plane.height, width: (right % 20) / plane.width };
        const sum = (values: ArrayLike<number>) =>
          Array.from(values).reduce((total, value) => total + value, 0);
        expect(sum(move(plane, { ...still, shift }, 'wrap'))).toBeCloseTo(sum(plane.values), 1);
      }),
      { numRuns: 30 },
    );
  });

  it('of nothing is told from others', () => {
    expect(moves(still)).toBe(false);
    const one: Partial<Movement>[] = [
      { rotate: 1e-9 },
      { shear: -1 },
      { zoom: 1.1 },
      { shift: { height: 0, width: 0.1 } },
      { flip: { horizontal: false, vertical: true } },
    ];
    one.forEach((change) => expect(moves({ ...still, ...change })).toBe(true));
  });
});
