// The losses in float64 from scores, as the ops of the training step define them; each is safe
// from overflow and from the logarithm of zero for every finite score.

import type { Loss } from '../compiler/graph/graph.js';

/** Loss of one sample whose scores and target are the `units` numbers from `start` on. */
type SampleLoss = (scores: Float32Array, target: Float32Array, start: number, units: number) => number;

/** −Σ target · log softmax(scores), with the greatest score taken out of the exponentials. */
const crossEntropy: SampleLoss = (scores, target, start, units) => {
  let greatest = -Infinity;
  for (let i = start; i < start + units; i++) greatest = Math.max(greatest, scores[i]);
  let sum = 0;
  for (let i = start; i < start + units; i++) sum += Math.exp(scores[i] - greatest);
  const logSum = greatest + Math.log(sum);
  let loss = 0;
  for (let i = start; i < start + units; i++) loss += target[i] * (logSum - scores[i]);
  return loss;
};

/** The mean of max(s, 0) − s·target + log(1 + e^−|s|). */
const binaryCrossEntropy: SampleLoss = (scores, target, start, units) => {
  let loss = 0;
  for (let i = start; i < start + units; i++) {
    const score = scores[i];
    loss += Math.max(score, 0) - score * target[i] + Math.log1p(Math.exp(-Math.abs(score)));
  }
  return loss / units;
};

const meanSquaredError: SampleLoss = (scores, target, start, units) => {
  let loss = 0;
  for (let i = start; i < start + units; i++) loss += (scores[i] - target[i]) ** 2;
  return loss / units;
};

const meanAbsoluteError: SampleLoss = (scores, target, start, units) => {
  let loss = 0;
  for (let i = start; i < start + units; i++) loss += Math.abs(scores[i] - target[i]);
  return loss / units;
};

const sampleLosses: Readonly<Record<Loss, SampleLoss>> = {
  'cross-entropy': crossEntropy,
  'binary-cross-entropy': binaryCrossEntropy,
  mse: meanSquaredError,
  mae: meanAbsoluteError,
};

/**
 * The mean loss of a batch.
 * @param scores [batch, ...], before the softmax or sigmoid that the loss contains
 * @param target of the same shape
 */
export function meanLoss(loss: Loss, scores: Float32Array, target: Float32Array, samples: number): number {
  const units = scores.length / samples;
  let sum = 0;
  for (let sample = 0; sample < samples; sample++)
    sum += sampleLosses[loss](scores, target, sample * units, units);
  return sum / samples;
}
