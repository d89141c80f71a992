// The gradient rules of ops that move and scale the numbers of a map, against finite differences.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesCase, productCase, upsampleCase } from './map-cases.js';
import { expectGradients } from './op-gradients.js';

const seeded = { seed: 2, numRuns: 60 };

describe('edges', () => {
  it('zero-pad', () => {
    const property = fc.property(edgesCase, ({ map, channels, edges }) => {
      expectGradients({
        inputs: [[...map, channels]],
        op: ([x]) => ({ kind: 'zero-pad', inputs: { x }, padding: edges }),
        output: [...map.map((size, axis) => edges[axis].before + size + edges[axis].after), channels],
      });
    });
    fc.assert(property, seeded);
  });

  it('crop', () => {
    const property = fc.property(edgesCase, ({ map, channels, edges }) => {
      const large = map.map((size, axis) => edges[axis].before + size + edges[axis].after);
      expectGradients({
        inputs: [[...large, channels]],
        op: ([x]) => ({ kind: 'crop', inputs: { x }, edges }),
        output: [...map, channels],
      });
    });
    fc.assert(property, seeded);
  });
});

describe('upsample', () => {
  it.each(['nearest', 'bilinear'] as const)('%s', (mode) => {
    const property = fc.property(upsampleCase, ({ map, channels, factors }) => {
      expectGradients({
        inputs: [[...map, channels]],
        op: ([x]) => ({ kind: 'upsample', inputs: { x }, factors, mode }),
        output: [...map.map((size, axis) => size * factors[axis]), channels],
      });
    });
    fc.assert(property, seeded);
  });
});

describe('channels', () => {
  it.each([1, 2, 3, 6])('shuffle-channels in %d groups', (groups) => {
    expectGradients({
      inputs: [[2, 6]],
      op: ([x]) => ({ kind: 'shuffle-channels', inputs: { x }, groups }),
      output: [2, 6],
    });
  });

  it.each([
    [1, [3, 4]],
    [3, [2, 2, 4]],
    [5, [4]],
    [7, [2, 1, 2, 3]],
  ])('local-response-normalization over %d channels of %s', (size, shape) => {
    expectGradients({
      inputs: [shape],
      op: ([x]) => ({
        kind: 'local-response-normalization',
        inputs: { x },
        size,
        alpha: 0.7,
        beta: 0.75,
        k: 1.5,
      }),
      output: shape,
    });
  });
});

describe('products', () => {
  it('affine', () => {
    expectGradients({
      inputs: [[3, 4]],
      op: ([x]) => ({ kind: 'affine', inputs: { x }, factor: -1.5, offset: 3 }),
      output: [3, 4],
    });
  });

  it('multiply, with parts that stretch and parts that come twice', () => {
    const property = fc.property(productCase, ({ shapes, stretched, twice }) => {
      expectGradients({
        inputs: shapes,
        op: (inputs) => {
          const parts = twice === undefined ? inputs : [...inputs, inputs[twice]];
          return { kind: 'multiply', inputs: { parts } };
        },
        output: stretched,
        reach: 1.5,
      });
    });
    fc.assert(property, seeded);
  });

  it('are drawn with every feature', () => {
    const products = fc.sample(productCase, seeded);
    const stretches = (shape: readonly number[], full: readonly number[]) =>
      shape.some((size, axis) => size < full[axis]);
    expect(products.some(({ shapes }) => shapes.length > 2)).toBe(true);
    expect(products.some(({ twice }) => twice === undefined)).toBe(true);
    expect(
      products.some(({ shapes, stretched }) => shapes.every((shape) => stretches(shape, stretched))),
    ).toBe(true);
    const stretchedTwice = products.some(
      ({ shapes, stretched, twice }) => twice !== undefined && stretches(shapes[twice], stretched),
    );
    expect(stretchedTwice).toBe(true);
  });
});
