// Every op's gradient rule against finite differences of that op, to 1e-6.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputSize } from '../../../runtime/reference/windows.js';
import { activations } from '../../support/activations.js';
import { convolutionCase, poolCase, transposedCase } from './geometry.js';
import { expectGradients, type OneOp } from './op-gradients.js';

const seeded = { seed: 1, numRuns: 200 };

describe('windows of any geometry', () => {
  it('convolution', () => {
    const property = fc.property(convolutionCase, ({ map, geometry, channels, maps, bias }) => {
      const kernel = [...geometry.window, channels / geometry.groups, maps];
      expectGradients({
        inputs: [[...map, channels]],
        weights: bias ? [kernel, [maps]] : [kernel],
        op: ([x], [kernel, bias]) => ({
          kind: 'convolution',
          inputs: { x, kernel, ...(bias !== undefined && { bias }) },
          geometry,
        }),
        output: [...outputSize(map, geometry), maps],
      });
    });
    fc.assert(property, seeded);
  });

  it('transposed-convolution', () => {
    const property = fc.property(transposedCase, ({ map, large, geometry, channels, maps, bias }) => {
      // Turned round, the maps of the convolution are the channels here.
      const kernel = [...geometry.window, channels / geometry.groups, maps];
      expectGradients({
        inputs: [[...map, maps]],
        weights: bias ? [kernel, [channels]] : [kernel],
        op: ([x], [kernel, bias]) => ({
          kind: 'transposed-convolution',
          inputs: { x, kernel, ...(bias !== undefined && { bias }) },
          geometry,
        }),
        output: [...large, channels],
      });
    });
    fc.assert(property, seeded);
  });

  it('max-pool', () => {
    const property = fc.property(poolCase, ({ map, geometry, channels }) => {
      expectGradients({
        inputs: [[...map, channels]],
        op: ([x]) => ({ kind: 'max-pool', inputs: { x }, geometry }),
        output: [...outputSize(map, geometry), channels],
      });
    });
    fc.assert(property, seeded);
  });

  it('average-pool', () => {
    const property = fc.property(poolCase, ({ map, geometry, channels, includePadding }) => {
      expectGradients({
        inputs: [[...map, channels]],
        op: ([x]) => ({ kind: 'average-pool', inputs: { x }, geometry, includePadding }),
        output: [...outputSize(map, geometry), channels],
      });
    });
    fc.assert(property, seeded);
  });

  it('are drawn with every feature', () => {
    const convolutions = fc.sample(convolutionCase, seeded);
    const transposed = fc.sample(transposedCase, seeded);
    const pools = fc.sample(poolCase, seeded);
    const uneven = ({ before, after }: { before: number; after: number }) => before !== after;
    for (const axes of [1, 2, 3]) {
      const conv = convolutions.filter(({ map }) => map.length === axes).map(({ geometry }) => geometry);
      expect(conv.some(({ dilations, window }) => dilations.some((d, i) => d > 1 && window[i] > 1))).toBe(
        true,
      );
      expect(conv.some(({ strides }) => strides.some((stride) => stride > 1))).toBe(true);
      expect(conv.some(({ padding }) => padding.some(uneven))).toBe(true);
      expect(conv.some(({ groups }) => groups > 1)).toBe(true);
      const back = transposed.filter(({ map }) => map.length === axes).map(({ geometry }) => geometry);
      expect(back.some(({ outputPadding }) => outputPadding.some((more) => more > 0))).toBe(true);
      const pool = pools.filter(({ map }) => map.length === axes).map(({ geometry }) => geometry);
      expect(pool.some(({ extension }) => extension.some((size) => size > 0))).toBe(true);
      expect(pool.some(({ padding }) => padding.some(uneven))).toBe(true);
    }
  });
});

describe('dense', () => {
  it.each([true, false])('with a bias: %s', (bias) => {
    expectGradients({
      inputs: [[4]],
      weights: bias ? [[4, 3], [3]] : [[4, 3]],
      op: ([x], [kernel, bias]) => ({
        kind: 'dense',
        inputs: { x, kernel, ...(bias !== undefined && { bias }) },
      }),
      output: [3],
      batch: 3,
    });
  });
});

describe('batch-normalization', () => {
  const shape = [3, 2, 3];
  const cases = [
    ['gamma and beta', true, true],
    ['gamma', true, false],
    ['beta', false, true],
    ['neither', false, false],
  ] as const;
  const learned = (withGamma: boolean, withBeta: boolean) => {
    return [...(withGamma ? [[3]] : []), ...(withBeta ? [[3]] : [])];
  };
  const normalization = (withGamma: boolean, withBeta: boolean): OneOp['op'] => {
    return ([x], weights) => {
      const [mean, variance] = weights.slice(-2);
      const gamma = withGamma && { gamma: weights[0] };
      const beta = withBeta && { beta: weights[withGamma ? 1 : 0] };
      const inputs = { x, ...gamma, ...beta, mean, variance };
      return { kind: 'batch-normalization', inputs, epsilon: 1e-3, momentum: 0.9 };
    };
  };

  it.each(cases)('with %s', (_, withGamma, withBeta) => {
    expectGradients({
      inputs: [shape],
      weights: learned(withGamma, withBeta),
      frozen: [[3], [3]],
      op: normalization(withGamma, withBeta),
      output: shape,
    });
  });

  it.each(cases)('frozen with %s', (_, withGamma, withBeta) => {
    expectGradients({
      inputs: [shape],
      frozen: [...learned(withGamma, withBeta), [3], [3]],
      isFrozen: true,
      op: normalization(withGamma, withBeta),
      output: shape,
    });
  });
});

describe('activation', () => {
  // 32 numbers in (−8, 8), half a unit apart and 0.15 away from the kinks at −3, 0, 3 and 6.
  it.each(activations)('$name', (chosen) => {
    expectGradients({
      inputs: [[4, 4]],
      op: ([x]) => ({ kind: 'activation', inputs: { x }, function: chosen }),
      output: [4, 4],
      reach: 8,
    });
  });
});

describe('the other ops', () => {
  it('dropout', () => {
    expectGradients({
      inputs: [[4, 5]],
      op: ([x]) => ({ kind: 'dropout', inputs: { x }, rate: 0.4 }),
      output: [4, 5],
    });
  });

  it('prelu', () => {
    expectGradients({
      inputs: [[2, 3, 4]],
      weights: [[4]],
      op: ([x], [slope]) => ({ kind: 'prelu', inputs: { x, slope } }),
      output: [2, 3, 4],
    });
  });

  it('softmax', () => {
    expectGradients({
      inputs: [[2, 5]],
      op: ([x]) => ({ kind: 'softmax', inputs: { x } }),
      output: [2, 5],
    });
  });

  it('reshape', () => {
    expectGradients({
      inputs: [[2, 3, 4]],
      op: ([x]) => ({ kind: 'reshape', inputs: { x }, shape: [6, 4] }),
      output: [6, 4],
    });
  });

  it('concat, also of a value with itself', () => {
    expectGradients({
      inputs: [
        [2, 3],
        [2, 1],
      ],
      op: ([x, z]) => ({ kind: 'concat', inputs: { parts: [x, z, x] } }),
      output: [2, 7],
    });
  });

  it('add, also of a value with itself', () => {
    expectGradients({
      inputs: [
        [2, 3],
        [2, 3],
      ],
      op: ([x, z]) => ({ kind: 'add', inputs: { parts: [x, z, x] } }),
      output: [2, 3],
    });
  });
});
