// Losses, each with its gradient; both are means, as the formulas say over what.

import { generate, zeros, type NumberArray } from './array.js';
import { eachRow, logSumOfExponentials } from './softmax.js';

export interface LossAndGradient {
  /** Shape []. */
  readonly loss: NumberArray;
  /** dloss/dscores, in the shape of the scores. */
  readonly gradient: NumberArray;
}

function scalar(value: number): NumberArray {
  return { shape: [], data: Float64Array.of(value) };
}

/** The mean over the batch of −Σ target · log softmax(scores). */
export function softmaxCrossEntropy(scores: NumberArray, target: NumberArray): LossAndGradient {
  const batch = scores.shape[0];
  const gradient = zeros(scores.shape);
  let loss = 0;
  eachRow(scores, (start, end) => {
    const logSum = logSumOfExponentials(scores.data.subarray(start, end));
    const total = target.data.subarray(start, end).reduce((sum, t) => sum + t, 0);
    for (let i = start; i < end; i++) {
      const logProbability = scores.data[i] - logSum;
      loss -= (target.data[i] * logProbability) / batch;
      gradient.data[i] = (Math.exp(logProbability) * total - target.data[i]) / batch;
    }
  });
  return { loss: scalar(loss), gradient };
}

/** The mean over the batch and the labels of max(s, 0) − s·target + log(1 + e^−|s|). */
export function sigmoidCrossEntropy(scores: NumberArray, target: NumberArray): LossAndGradient {
  const count = scores.data.length;
  let loss = 0;
  const gradient = generate(scores, (i) => {
    const [s, t] = [scores.data[i], target.data[i]];
    loss += (Math.max(s, 0) - s * t + Math.log1p(Math.exp(-Math.abs(s)))) / count;
    return (1 / (1 + Math.exp(-s)) - t) / count;
  });
  return { loss: scalar(loss), gradient };
}

/** The mean of (prediction − target)² over the batch and the elements. */
export function meanSquaredError(prediction: NumberArray, target: NumberArray): LossAndGradient {
  const count = prediction.data.length;
  let loss = 0;
  const gradient = generate(prediction, (i) => {
    const difference = prediction.data[i] - target.data[i];
    loss += difference ** 2 / count;
    return (2 * difference) / count;
  });
  return { loss: scalar(loss), gradient };
}

/** The mean of |prediction − target| over the batch and the elements; its gradient is 0 at 0. */
export function meanAbsoluteError(prediction: NumberArray, target: NumberArray): LossAndGradient {
  const count = prediction.data.length;
  let loss = 0;
  const gradient = generate(prediction, (i) => {
    const difference = prediction.data[i] - target.data[i];
    loss += Math.abs(difference) / count;
    return Math.sign(difference) / count;
  });
  return { loss: scalar(loss), gradient };
}

/** Σ weight · part of scalars. */
export function weightedSum(parts: readonly NumberArray[], weights: readonly number[]): NumberArray {
  return scalar(parts.reduce((sum, part, i) => sum + weights[i] * part.data[0], 0));
}
