// Optimizer updates computed by hand, and the scalars that they read.

import { describe, expect, it } from 'vitest';
import type { Optimizer } from '../../compiler/graph/graph.js';
import { stepScalar } from '../../runtime/reference/step-values.js';
import { adamUpdate, rmspropUpdate, sgdUpdate } from '../../runtime/reference/update.js';
import { arrayOf, expectArray } from './arrays.js';

const scalar = (value: number) => arrayOf([], [value]);
const weight = arrayOf([2], [1, 2]);
const gradient = arrayOf([2], [10, -20]);

describe('sgd-update', () => {
  const plain = { momentum: 0, nesterov: false };
  const rate = scalar(0.1);

  it('goes down the gradient', () => {
    // 1 − 0.1 · 10, 2 + 0.1 · 20
    expectArray(sgdUpdate({ weight, gradient, rate }, plain).weight, [2], [0, 4]);
  });

  it('keeps a velocity', () => {
    const velocity = arrayOf([2], [4, 8]);
    const moved = sgdUpdate({ weight, gradient, velocity, rate }, { ...plain, momentum: 0.5 });
    // 0.5 · 4 − 0.1 · 10 and 0.5 · 8 + 0.1 · 20
    expectArray(moved.velocity, [2], [1, 6]);
    expectArray(moved.weight, [2], [2, 8]);
  });

  it('looks ahead along the velocity with Nesterov', () => {
    const velocity = arrayOf([2], [4, 8]);
    const ahead = { momentum: 0.5, nesterov: true };
    const first = sgdUpdate({ weight, gradient, velocity, rate }, ahead);
    expectArray(first.velocity, [2], [1, 6]);
    // 1 + 0.5 · 1 − 0.1 · 10 and 2 + 0.5 · 6 + 0.1 · 20
    expectArray(first.weight, [2], [0.5, 7]);
    const second = sgdUpdate({ ...first, gradient, rate }, ahead);
    // 0.5 · 1 − 1 and 0.5 · 6 + 2
    expectArray(second.velocity, [2], [-0.5, 5]);
    // 0.5 − 0.5 · 0.5 − 1 and 7 + 0.5 · 5 + 2
    expectArray(second.weight, [2], [-0.75, 11.5]);
  });
});

describe('adam-update', () => {
  const adam = { beta1: 0.9, beta2: 0.99, epsilon: 1, decay: 0 };

  it('follows algorithm 1 of the paper', () => {
    const m = arrayOf([2], [1, 1]);
    const v = arrayOf([2], [100, 400]);
    const corrections = { correction1: scalar(0.5), correction2: scalar(0.25) };
    const moved = adamUpdate({ weight, gradient, m, v, rate: scalar(0.1), ...corrections }, adam);
    // 0.9 · 1 + 0.1 · 10 and 0.9 · 1 − 0.1 · 20
    expectArray(moved.m, [2], [1.9, -1.1]);
    // 0.99 · 100 + 0.01 · 100 and 0.99 · 400 + 0.01 · 400
    expectArray(moved.v, [2], [100, 400]);
    // 1 − 0.1 · (1.9 / 0.5) / (√(100 / 0.25) + 1) and 2 + 0.1 · (1.1 / 0.5) / (√(400 / 0.25) + 1)
    expectArray(moved.weight, [2], [1 - 0.38 / 21, 2 + 0.22 / 41]);
  });

  it('makes a first step as long as the rate, whatever the gradient', () => {
    const zero = arrayOf([2], [0, 0]);
    const optimizer: Optimizer = { kind: 'adam', rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 0 };
    const correction1 = scalar(stepScalar('correction1', optimizer, 0.1, 0));
    const correction2 = scalar(stepScalar('correction2', optimizer, 0.1, 0));
    const state = { weight, gradient, m: zero, v: zero, rate: scalar(0.1), correction1, correction2 };
    expectArray(adamUpdate(state, { ...optimizer, decay: 0 }).weight, [2], [0.9, 2.1]);
  });

  it('takes a share of the weight itself, with the rate and past the states', () => {
    const m = arrayOf([2], [1, 1]);
    const v = arrayOf([2], [100, 400]);
    const corrections = { correction1: scalar(0.5), correction2: scalar(0.25) };
    const read = { weight, gradient, m, v, rate: scalar(0.1), ...corrections };
    const moved = adamUpdate(read, { ...adam, decay: 0.5 });
    expectArray(moved.m, [2], [1.9, -1.1]);
    expectArray(moved.v, [2], [100, 400]);
    // as above, less 0.1 · 0.5 · 1 and 0.1 · 0.5 · 2
    expectArray(moved.weight, [2], [1 - 0.38 / 21 - 0.05, 2 + 0.22 / 41 - 0.1]);
  });
});

describe('rmsprop-update', () => {
  it('divides by the root of the mean square, with epsilon under it', () => {
    const settings = { rho: 0.5, epsilon: 16 };
    const rate = scalar(0.1);
    const first = rmspropUpdate({ weight, gradient, square: arrayOf([2], [68, 368]), rate }, settings);
    // 0.5 · 68 + 0.5 · 100 and 0.5 · 368 + 0.5 · 400
    expectArray(first.square, [2], [84, 384]);
    // 1 − 0.1 · 10 / √(84 + 16) and 2 + 0.1 · 20 / √(384 + 16)
    expectArray(first.weight, [2], [0.9, 2.1]);
    const second = rmspropUpdate({ ...first, gradient: arrayOf([2], [20, 0]), rate }, settings);
    // 0.5 · 84 + 0.5 · 400 and 0.5 · 384
    expectArray(second.square, [2], [242, 192]);
    expectArray(second.weight, [2], [0.9 - 2 / Math.sqrt(258), 2.1]);
  });
});

describe('the scalars of a step', () => {
  const adam: Optimizer = { kind: 'adam', rate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0 };

  it('corrects by 1 − βᵗ with t from 1', () => {
    expect(stepScalar('correction1', adam, 1, 0)).toBe(0.5);
    expect(stepScalar('correction1', adam, 1, 1)).toBe(0.75);
    expect(stepScalar('correction2', adam, 1, 1)).toBe(1 - 0.75 ** 2);
  });

  it('corrects AdamW as Adam', () => {
    expect(stepScalar('correction2', { ...adam, kind: 'adamw', decay: 0.1 }, 1, 1)).toBe(1 - 0.75 ** 2);
  });

  it('keeps (1 + t) / (10 + t) of the running statistics, with t from 0', () => {
    expect(stepScalar('share', adam, 1, 0)).toBe(0.1);
    expect(stepScalar('share', adam, 1, 8)).toBe(0.5);
  });

  it('takes the rate of the step and not the one the optimizer began with', () => {
    expect(stepScalar('rate', adam, 0.25, 3)).toBe(0.25);
  });

  it('has no corrections without Adam', () => {
    expect(() =>
      stepScalar('correction1', { kind: 'sgd', rate: 1, momentum: 0, nesterov: false }, 1, 0),
    ).toThrow('sgd');
  });
});
