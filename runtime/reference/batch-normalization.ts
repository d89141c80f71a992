// Batch normalisation (Ioffe and Szegedy 2015): predicting, training, its gradient, and the
// running statistics.

import { channelsOf, generate, sumOverPixels, type NumberArray } from './array.js';

export interface Statistics {
  readonly mean: NumberArray;
  readonly variance: NumberArray;
}

/** gamma · (x − mean) / √(variance + epsilon) + beta; a missing gamma is 1, a missing beta 0. */
export function batchNormalization(
  x: NumberArray,
  { mean, variance }: Statistics,
  gamma: NumberArray | undefined,
  beta: NumberArray | undefined,
  epsilon: number,
): NumberArray {
  const standard = standardized(x, { mean, variance }, epsilon);
  const channels = channelsOf(x);
  return generate(x, (i) => {
    const channel = i % channels;
    return (gamma?.data[channel] ?? 1) * standard.data[i] + (beta?.data[channel] ?? 0);
  });
}

/** (x − mean) / √(variance + epsilon), the x̂ of the paper. */
function standardized(x: NumberArray, { mean, variance }: Statistics, epsilon: number): NumberArray {
  const channels = channelsOf(x);
  return generate(x, (i) => {
    const channel = i % channels;
    return (x.data[i] - mean.data[channel]) / Math.sqrt(variance.data[channel] + epsilon);
  });
}

/** Over the batch and the pixels, a number a channel; the variance is the biased one (divided by n). */
export function batchStatistics(x: NumberArray): Statistics {
  const channels = channelsOf(x);
  const count = x.data.length / channels;
  const sum = sumOverPixels(x);
  const mean = generate(sum, (channel) => sum.data[channel] / count);
  const squares = sumOverPixels(x, (i) => (x.data[i] - mean.data[i % channels]) ** 2);
  return { mean, variance: generate(sum, (channel) => squares.data[channel] / count) };
}

export interface BatchNormalizationGradients {
  readonly dx: NumberArray;
  readonly dgamma: NumberArray;
  readonly dbeta: NumberArray;
}

/**
 * With x̂ standardised and n elements a channel: dbeta = Σdy, dgamma = Σdy·x̂ and
 * dx = gamma / √(variance + epsilon) · (dy − dbeta / n − x̂ · dgamma / n), section 3 of the paper
 * with its chain rule multiplied out.
 */
export function batchNormalizationGradient(
  x: NumberArray,
  gamma: NumberArray | undefined,
  statistics: Statistics,
  dy: NumberArray,
  epsilon: number,
): BatchNormalizationGradients {
  const channels = channelsOf(x);
  const count = x.data.length / channels;
  const standard = standardized(x, statistics, epsilon);
  const dbeta = sumOverPixels(dy);
  const dgamma = sumOverPixels(dy, (i) => dy.data[i] * standard.data[i]);
  const dx = generate(x, (i) => {
    const channel = i % channels;
    const scale = (gamma?.data[channel] ?? 1) / Math.sqrt(statistics.variance.data[channel] + epsilon);
    return scale * (dy.data[i] - (dbeta.data[channel] + standard.data[i] * dgamma.data[channel]) / count);
  });
  return { dx, dgamma, dbeta };
}

/** gamma · dy / √(variance + epsilon): statistics that stay as they are, are constants. */
export function frozenNormalizationGradient(
  dy: NumberArray,
  gamma: NumberArray | undefined,
  variance: NumberArray,
  epsilon: number,
): NumberArray {
  const channels = channelsOf(dy);
  return generate(dy, (i) => {
    const channel = i % channels;
    return ((gamma?.data[channel] ?? 1) * dy.data[i]) / Math.sqrt(variance.data[channel] + epsilon);
  });
}

/** Keeps min(momentum, share) of the old. */
export function runningAverage(
  running: NumberArray,
  batch: NumberArray,
  share: NumberArray,
  momentum: number,
): NumberArray {
  const kept = Math.min(momentum, share.data[0]);
  return generate(running, (i) => kept * running.data[i] + (1 - kept) * batch.data[i]);
}
