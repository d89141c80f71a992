// Losses and their gradients computed by hand.

import { expect, it } from 'vitest';
import {
  meanAbsoluteError,
  meanSquaredError,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  weightedSum,
} from '../../runtime/reference/loss.js';
import { arrayOf, expectArray } from './arrays.js';

const ln2 = Math.log(2);
const ln3 = Math.log(3);

it('softmax-cross-entropy is the mean over the batch', () => {
  // softmax: (¼, ¾) and (½, ½); losses −log ¾ and −log ½
  const scores = arrayOf([2, 2], [0, ln3, 5, 5]);
  const { loss, gradient } = softmaxCrossEntropy(scores, arrayOf([2, 2], [0, 1, 1, 0]));
  expectArray(loss, [], [(Math.log(4 / 3) + ln2) / 2]);
  // (softmax − target) / 2
  expectArray(gradient, [2, 2], [0.125, -0.125, -0.25, 0.25]);
});

it('softmax-cross-entropy takes targets that do not sum to one', () => {
  // target (2, 1): 2 log 4 + log 4/3; gradient (¼·3 − 2, ¾·3 − 1)
  const { loss, gradient } = softmaxCrossEntropy(arrayOf([1, 2], [0, ln3]), arrayOf([1, 2], [2, 1]));
  expectArray(loss, [], [2 * Math.log(4) + Math.log(4 / 3)]);
  expectArray(gradient, [1, 2], [-1.25, 1.25]);
});

it('softmax-cross-entropy sums over the pixels of a map', () => {
  const scores = arrayOf([1, 2, 2], [0, 0, 0, 0]);
  const { loss, gradient } = softmaxCrossEntropy(scores, arrayOf([1, 2, 2], [1, 0, 0, 1]));
  expectArray(loss, [], [2 * ln2]);
  expectArray(gradient, [1, 2, 2], [-0.5, 0.5, 0.5, -0.5]);
});

it('sigmoid-cross-entropy is the mean over batch and labels', () => {
  // σ: ½, ¾; losses log 2 and −log ¼ = log 4
  const { loss, gradient } = sigmoidCrossEntropy(arrayOf([1, 2], [0, ln3]), arrayOf([1, 2], [1, 0]));
  expectArray(loss, [], [(ln2 + 2 * ln2) / 2]);
  expectArray(gradient, [1, 2], [-0.25, 0.375]);
});

it('losses of scores do not overflow', () => {
  const scores = arrayOf([1, 2], [1000, -1000]);
  const wrong = arrayOf([1, 2], [0, 1]);
  expect(softmaxCrossEntropy(scores, wrong).loss.data[0]).toBe(2000);
  expect(sigmoidCrossEntropy(scores, wrong).loss.data[0]).toBe(1000);
});

it('mean-squared-error is the mean over batch and elements', () => {
  // (1 + 0 + 4 + 9) / 4, gradient 2 · difference / 4
  const prediction = arrayOf([2, 2], [1, 2, 3, 4]);
  const { loss, gradient } = meanSquaredError(prediction, arrayOf([2, 2], [0, 2, 5, 1]));
  expectArray(loss, [], [3.5]);
  expectArray(gradient, [2, 2], [0.5, 0, -1, 1.5]);
});

it('mean-absolute-error is the mean over batch and elements, flat where nothing is wrong', () => {
  // (1 + 0 + 2 + 3) / 4
  const prediction = arrayOf([2, 2], [1, 2, 3, 4]);
  const { loss, gradient } = meanAbsoluteError(prediction, arrayOf([2, 2], [0, 2, 5, 1]));
  expectArray(loss, [], [1.5]);
  expectArray(gradient, [2, 2], [0.25, 0, -0.25, 0.25]);
});

it('weighted-sum counts each loss by its weight', () => {
  expectArray(weightedSum([arrayOf([], [3]), arrayOf([], [10])], [1, 0.25]), [], [5.5]);
});
