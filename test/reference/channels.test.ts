// Shuffled channels and local response normalisation computed by hand.

import { describe, expect, it } from 'vitest';
import {
  localResponseNormalization,
  localResponseNormalizationGradient,
  shuffleChannels,
} from '../../runtime/reference/channels.js';
import { arrayOf, expectArray } from './arrays.js';

describe('shuffle-channels', () => {
  it('deals the groups out in turn', () => {
    // Groups 1 2 3 and 4 5 6: the first of each, then the second, then the third.
    expectArray(shuffleChannels(arrayOf([1, 6], [1, 2, 3, 4, 5, 6]), 2), [1, 6], [1, 4, 2, 5, 3, 6]);
    expectArray(shuffleChannels(arrayOf([1, 6], [1, 2, 3, 4, 5, 6]), 3), [1, 6], [1, 3, 5, 2, 4, 6]);
  });

  it('treats pixels alike', () => {
    const x = arrayOf([1, 2, 4], [1, 2, 3, 4, 10, 20, 30, 40]);
    expectArray(shuffleChannels(x, 2), [1, 2, 4], [1, 3, 2, 4, 10, 30, 20, 40]);
  });

  it('is undone by as many groups as a group has channels', () => {
    const x = arrayOf([1, 6], [1, 2, 3, 4, 5, 6]);
    expect(shuffleChannels(shuffleChannels(x, 2), 3)).toEqual(x);
  });
});

describe('local-response-normalization', () => {
  /** alpha / size = 1. */
  const constants = { size: 3, alpha: 3, beta: 1, k: 1 };

  it('divides by the squares of the channels around, as many as there are', () => {
    const x = arrayOf([1, 1, 4], [1, 2, 3, 0]);
    // 1 + 1 + 4 = 6; 1 + 1 + 4 + 9 = 15; 1 + 4 + 9 + 0 = 14; 1 + 9 + 0 = 10
    expectArray(localResponseNormalization(x, constants), [1, 1, 4], [1 / 6, 2 / 15, 3 / 14, 0]);
  });

  it('raises to beta, starts from k, divides alpha by the size and keeps pixels apart', () => {
    const x = arrayOf([1, 2, 1], [2, 4]);
    // k + alpha / size · x²: 1 + 2 · 4 = 9 and 1 + 2 · 16 = 33, of which the root
    const chosen = { size: 5, alpha: 10, beta: 0.5, k: 1 };
    expectArray(localResponseNormalization(x, chosen), [1, 2, 1], [2 / 3, 4 / Math.sqrt(33)]);
  });

  it('has a gradient through the channel itself and through those around', () => {
    const x = arrayOf([1, 2], [1, 2]);
    // s = 1 + 1 + 4 = 6 for both channels. With dy = (6, 36):
    // dx₁ = 6/6 − 2·1·(6·1 + 36·2)/36 = 1 − 156/36 = −10/3
    // dx₂ = 36/6 − 2·2·78/36 = 6 − 26/3 = −8/3
    const dx = localResponseNormalizationGradient(x, arrayOf([1, 2], [6, 36]), constants);
    expectArray(dx, [1, 2], [-10 / 3, -8 / 3]);
  });
});
