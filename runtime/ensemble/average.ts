// The mean of what several networks say, as probabilities where they are probabilities.

import type { Loss } from '../../compiler/graph/graph.js';
import type { Tensor } from '../tensor.js';

/** Turns the numbers of a row into what is averaged, and the mean back; in place. */
interface Averaged {
  readonly toMean: (row: Float64Array) => void;
  readonly fromMean: (row: Float64Array) => void;
}

const asTheyAre: Averaged = { toMean: () => undefined, fromMean: () => undefined };

function softmax(row: Float64Array): void {
  const greatest = row.reduce((most, score) => Math.max(most, score), -Infinity);
  row.forEach((score, unit) => (row[unit] = Math.exp(score - greatest)));
  const sum = row.reduce((total, power) => total + power, 0);
  row.forEach((power, unit) => (row[unit] = power / sum));
}

/** The least probability whose logarithm is told: the least positive float64. */
const least = Number.MIN_VALUE;

/**
 * Scores are averaged as the probabilities that the loss makes of them, and given back as scores that have these:
 * log p under a softmax, log p / (1 − p) under a sigmoid.
 */
const ofScores: Readonly<Record<Loss, Averaged>> = {
  'cross-entropy': {
    toMean: softmax,
    fromMean: (row) => row.forEach((mean, unit) => (row[unit] = Math.log(Math.max(mean, least)))),
  },
  'binary-cross-entropy': {
    toMean: (row) => row.forEach((score, unit) => (row[unit] = 1 / (1 + Math.exp(-score)))),
    fromMean: (row) =>
      row.forEach(
        (mean, unit) => (row[unit] = Math.log(Math.max(mean, least)) - Math.log(Math.max(1 - mean, least))),
      ),
  },
  mse: asTheyAre,
  mae: asTheyAre,
};

/**
 * The mean of outputs of the same shape, [batch, ...shape].
 * @param scoresOf the loss whose scores they are, before its softmax or sigmoid; else they are averaged as they are
 */
export function averageOf(outputs: readonly Tensor[], scoresOf?: Loss): Tensor {
  const [{ shape, data: first }] = outputs;
  const { toMean, fromMean } = scoresOf === undefined ? asTheyAre : ofScores[scoresOf];
  const units = shape[0] === 0 ? 1 : first.length / shape[0];
  const data = new Float32Array(first.length);
  for (let start = 0; start < first.length; start += units) {
    const mean = new Float64Array(units);
    for (const output of outputs) {
      const row = Float64Array.from(output.data.subarray(start, start + units));
      toMean(row);
      row.forEach((value, unit) => (mean[unit] += value / outputs.length));
    }
    fromMean(mean);
    data.set(mean, start);
  }
  return { shape, data };
}
