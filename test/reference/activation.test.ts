// Activation functions at points that can be computed by hand, and erf against known digits.

import { describe, expect, it } from 'vitest';
import type { ActivationFunction } from '../../compiler/graph/ops.js';
import { activation, activationGradient } from '../../runtime/reference/activation.js';
import { erf } from '../../runtime/reference/erf.js';
import { prelu, preluGradient } from '../../runtime/reference/prelu.js';
import { softmax, softmaxGradient } from '../../runtime/reference/softmax.js';
import { arrayOf, expectArray } from './arrays.js';

/** Points, values there and slopes there. */
type Case = readonly [f: ActivationFunction, x: number[], y: number[], slope: number[]];

const e = Math.E;
const ln3 = Math.log(3);
const selu = 1.0507009873554805;
const cases: Case[] = [
  [{ name: 'relu' }, [-2, 0, 3], [0, 0, 3], [0, 0, 1]],
  [{ name: 'relu6' }, [-2, 0, 3, 6, 7], [0, 0, 3, 6, 6], [0, 0, 1, 0, 0]],
  [{ name: 'leaky', slope: 0.3 }, [-2, 3], [-0.6, 3], [0.3, 1]],
  // 2(e⁻¹ − 1), and its slope 2e⁻¹
  [{ name: 'elu', alpha: 2 }, [-1, 3], [2 / e - 2, 3], [2 / e, 1]],
  [
    { name: 'selu' },
    [-1, 3],
    [selu * 1.6732632423543772 * (1 / e - 1), 3 * selu],
    [(selu * 1.6732632423543772) / e, selu],
  ],
  // Φ(1) = 0.841344746068543, φ(1) = 0.241970724519143
  [
    { name: 'gelu' },
    [0, 1, -1],
    [0, 0.841344746068543, 0.841344746068543 - 1],
    [0.5, 0.841344746068543 + 0.241970724519143, 1 - 0.841344746068543 - 0.241970724519143],
  ],
  // σ(ln 3) = 3/4: the slope is 3/4 + ln 3 · 3/4 · 1/4
  [{ name: 'silu' }, [0, ln3], [0, 0.75 * ln3], [0.5, 0.75 + (ln3 * 3) / 16]],
  [{ name: 'sigmoid' }, [0, ln3], [0.5, 0.75], [0.25, 3 / 16]],
  // tanh(½ ln 3) = (3 − 1) / (3 + 1)
  [{ name: 'tanh' }, [0, ln3 / 2], [0, 0.5], [1, 0.75]],
  // relu6(x + 3) / 6
  [{ name: 'hard-sigmoid' }, [-4, -1.5, 1, 4], [0, 0.25, 2 / 3, 1], [0, 1 / 6, 1 / 6, 0]],
  // 1.5 · 4.5 / 6 with the slope (2 · 1.5 + 3) / 6
  [{ name: 'hard-swish' }, [-4, -1.5, 1.5, 4], [0, -0.375, 1.125, 4], [0, 0, 1, 1]],
];

describe('activation', () => {
  it.each(cases)('$name', (chosen, points, values, slopes) => {
    const shape = [1, points.length];
    const x = arrayOf(shape, points);
    const y = activation(x, chosen);
    expectArray(y, shape, values);
    // dy = 2 doubles each slope
    const dy = arrayOf(
      shape,
      points.map(() => 2),
    );
    expectArray(
      activationGradient(x, y, dy, chosen),
      shape,
      slopes.map((slope) => 2 * slope),
    );
  });

  it('does not overflow where e^x does', () => {
    const x = arrayOf([1, 2], [-1000, 1000]);
    expectArray(activation(x, { name: 'sigmoid' }), [1, 2], [0, 1]);
    expectArray(activation(x, { name: 'silu' }), [1, 2], [0, 1000]);
    expectArray(activation(x, { name: 'elu', alpha: 1 }), [1, 2], [-1, 1000]);
    expectArray(activation(x, { name: 'gelu' }), [1, 2], [0, 1000]);
  });
});

describe('erf', () => {
  // Abramowitz and Stegun 1964, table 7.1; further digits as C libraries compute them.
  it.each([
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.4, 0.999311486103355],
    [3, 0.9999779095030014],
    [3.7, 0.9999998328489421],
    [7, 1],
  ])('erf(%d) = %d', (x, value) => {
    expect(Math.abs(erf(x) - value)).toBeLessThanOrEqual(3e-16);
    expect(erf(-x) + erf(x)).toBe(0);
  });

  it('goes over from series to continued fraction without a step', () => {
    const [below, above] = [erf(2.5 - 1e-12), erf(2.5)];
    // erf′(2.5) = 2/√π · e^−6.25 = 0.00218: a step of 1e-12 moves it by 2e-15
    expect(Math.abs(above - below)).toBeLessThanOrEqual(3e-15);
  });
});

describe('prelu', () => {
  it('has a slope of its own for each channel', () => {
    const x = arrayOf([2, 2], [-1, -2, 3, -4]);
    const slope = arrayOf([2], [0.5, 0.25]);
    expectArray(prelu(x, slope), [2, 2], [-0.5, -0.5, 3, -1]);
    const { dx, dslope } = preluGradient(x, slope, arrayOf([2, 2], [1, 10, 100, 1000]));
    expectArray(dx, [2, 2], [0.5, 2.5, 100, 250]);
    // channel 0: −1·1; channel 1: −2·10 − 4·1000
    expectArray(dslope, [2], [-1, -4020]);
  });
});

describe('softmax', () => {
  it('runs over the channels of each pixel', () => {
    // e^0 : e^ln3 = 1 : 3; equal scores share
    const x = arrayOf([1, 2, 2], [0, ln3, 5, 5]);
    expectArray(softmax(x), [1, 2, 2], [0.25, 0.75, 0.5, 0.5]);
  });

  it('does not overflow', () => {
    expectArray(softmax(arrayOf([1, 3], [1000, 1000, -1000])), [1, 3], [0.5, 0.5, 0]);
  });

  it('has the gradient y · (dy − Σ dy·y)', () => {
    // Σ = 4·¼ + 8·¾ = 7: ¼ · (4 − 7), ¾ · (8 − 7)
    const dx = softmaxGradient(arrayOf([1, 2], [0.25, 0.75]), arrayOf([1, 2], [4, 8]));
    expectArray(dx, [1, 2], [-0.75, 0.75]);
  });
});
