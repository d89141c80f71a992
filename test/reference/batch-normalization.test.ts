// Batch normalisation computed by hand.

import { describe, it } from 'vitest';
import {
  batchNormalization,
  batchNormalizationGradient,
  batchStatistics,
  frozenNormalizationGradient,
  runningAverage,
} from '../../runtime/reference/batch-normalization.js';
import { arrayOf, expectArray } from './arrays.js';

/** Two samples of one pixel and two channels: means 2 and 10, variances 1 and 4. */
const x = arrayOf([2, 1, 2], [1, 8, 3, 12]);
const statistics = { mean: arrayOf([2], [2, 10]), variance: arrayOf([2], [1, 4]) };

describe('batch normalisation', () => {
  it('takes the mean and the biased variance over batch and pixels', () => {
    const { mean, variance } = batchStatistics(x);
    expectArray(mean, [2], [2, 10]);
    expectArray(variance, [2], [1, 4]);
  });

  it('standardises, scales by gamma and shifts by beta', () => {
    // epsilon 0: channel 0 is (∓1) / 1, channel 1 (∓2) / 2
    expectArray(batchNormalization(x, statistics, undefined, undefined, 0), [2, 1, 2], [-1, -1, 1, 1]);
    const gamma = arrayOf([2], [3, 5]);
    const beta = arrayOf([2], [10, 20]);
    // ∓1 · 3 + 10 and ∓1 · 5 + 20
    expectArray(batchNormalization(x, statistics, gamma, beta, 0), [2, 1, 2], [7, 15, 13, 25]);
  });

  it('adds epsilon to the variance under the root', () => {
    // epsilon 3 makes √(1 + 3) = 2 of channel 0; channel 1 is ∓2 / √7
    const y = batchNormalization(x, statistics, undefined, undefined, 3);
    expectArray(y, [2, 1, 2], [-0.5, -2 / Math.sqrt(7), 0.5, 2 / Math.sqrt(7)]);
  });

  it('goes back through the statistics of the batch', () => {
    // Three samples −1, 0, 1 of one channel, epsilon 1/3: variance 2/3, root 1, so that x̂ = x.
    const three = arrayOf([3, 1], [-1, 0, 1]);
    const own = { mean: arrayOf([1], [0]), variance: arrayOf([1], [2 / 3]) };
    const dy = arrayOf([3, 1], [3, 0, 6]);
    const gradients = batchNormalizationGradient(three, arrayOf([1], [2]), own, dy, 1 / 3);
    expectArray(gradients.dbeta, [1], [9]);
    // −1·3 + 1·6
    expectArray(gradients.dgamma, [1], [3]);
    // 2 · (dy − 9/3 − x̂ · 3/3): 2·(3 − 3 + 1), 2·(0 − 3), 2·(6 − 3 − 1)
    expectArray(gradients.dx, [3, 1], [2, -6, 4]);
  });

  it('goes back past statistics that stay as they are', () => {
    // 2 / √(1 + 3) of channel 0 and 5 / √(13 + 3) of channel 1
    const dy = arrayOf([2, 1, 2], [1, 8, 3, -4]);
    const variance = arrayOf([2], [1, 13]);
    const dx = frozenNormalizationGradient(dy, arrayOf([2], [2, 5]), variance, 3);
    expectArray(dx, [2, 1, 2], [1, 10, 3, -5]);
    expectArray(frozenNormalizationGradient(dy, undefined, variance, 3), [2, 1, 2], [0.5, 2, 1.5, -1]);
  });
});

describe('running-average', () => {
  const running = arrayOf([1], [10]);
  const batch = arrayOf([1], [20]);

  it('keeps the share of young runs while that is below the momentum', () => {
    // 0.1 · 10 + 0.9 · 20
    expectArray(runningAverage(running, batch, arrayOf([], [0.1]), 0.99), [1], [19]);
  });

  it('keeps the momentum from then on', () => {
    // 0.75 · 10 + 0.25 · 20
    expectArray(runningAverage(running, batch, arrayOf([], [0.9]), 0.75), [1], [12.5]);
  });
});
