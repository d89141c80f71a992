// Arbitrary maps for fast-check, with what is put around them, how far they are enlarged and what
// they are multiplied with: over one to three axes, of which each is small enough for finite differences.

import fc from 'fast-check';
import type { Padding } from '../../../compiler/graph/ops.js';
import type { Shape } from '../../../compiler/graph/value.js';

interface Resized {
  readonly map: Shape;
  readonly channels: number;
}

export interface EdgesCase extends Resized {
  readonly edges: readonly Padding[];
}

/** A map and what is put around it; turned round, what is cut off. */
export const edgesCase: fc.Arbitrary<EdgesCase> = resized(
  fc.record({
    size: fc.integer({ min: 1, max: 2 }),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
  }),
).map(({ axes, channels }) => ({
  map: axes.map(({ size }) => size),
  channels,
  edges: axes.map(({ before, after }) => ({ before, after })),
}));

export interface UpsampleCase extends Resized {
  readonly factors: readonly number[];
}

export const upsampleCase: fc.Arbitrary<UpsampleCase> = resized(
  fc.record({ size: fc.integer({ min: 1, max: 3 }), factor: fc.integer({ min: 1, max: 3 }) }),
).map(({ axes, channels }) => ({
  map: axes.map(({ size }) => size),
  channels,
  factors: axes.map(({ factor }) => factor),
}));

function resized<A>(axis: fc.Arbitrary<A>): fc.Arbitrary<{ axes: A[]; channels: number }> {
  return fc.record({
    axes: fc.array(axis, { minLength: 1, maxLength: 3 }),
    channels: fc.integer({ min: 1, max: 2 }),
  });
}

export interface ProductCase {
  /** What is multiplied. */
  readonly shapes: readonly Shape[];
  /** What that makes. */
  readonly stretched: Shape;
  /** Which of them is a factor twice, if one is. */
  readonly twice: number | undefined;
}

/** Two to four factors of which each stretches on axes of its own. */
export const productCase: fc.Arbitrary<ProductCase> = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
  .chain((full) =>
    fc.record({
      shapes: fc.array(fc.tuple(...full.map((size) => fc.constantFrom(1, size, size))), {
        minLength: 2,
        maxLength: 4,
      }),
      twice: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
    }),
  )
  .map(({ shapes, twice }) => {
    const stretched = shapes[0].map((_, axis) => Math.max(...shapes.map((shape) => shape[axis])));
    return { shapes, stretched, twice };
  });
