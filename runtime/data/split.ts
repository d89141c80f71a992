// A share of the training samples is held out for validation, the same share of every class.

import { Random } from '../random.js';
import { countOf } from '../text.js';
import { allSamples } from './batches.js';
import { DataError } from './data-error.js';
import type { Dataset } from './dataset.js';

export interface Split {
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
}

/** Labels that are not whole are measured, not chosen from a list: such samples are all of one kind. */
function areClasses({ labels }: Dataset): boolean {
  return labels.every((label) => label >= 0 && Number.isInteger(label));
}

function samplesByLabel(dataset: Dataset): Map<number, number[]> {
  if (!areClasses(dataset)) return new Map([[0, Array.from(allSamples(dataset))]]);
  const classes = new Map<number, number[]>();
  for (let sample = 0; sample < dataset.count; sample++) {
    const label = dataset.labels[sample];
    const samples = classes.get(label);
    if (samples === undefined) classes.set(label, [sample]);
    else samples.push(sample);
  }
  return new Map([...classes].sort(([first], [second]) => first - second));
}

/**
 * Marks the samples to hold out. What is taken follows the running total, so that rounding
 * neither favours a class by more than one sample nor changes the share of the whole.
 */
function markHeldOut(dataset: Dataset, share: number, seed: number): Uint8Array {
  const marks = new Uint8Array(dataset.count);
  let seen = 0;
  let taken = 0;
  for (const [label, samples] of samplesByLabel(dataset)) {
    const order = Uint32Array.from(samples);
    new Random(seed, 'validate', label).shuffle(order);
    seen += order.length;
    const take = Math.round(seen * share) - taken;
    taken += take;
    for (const sample of order.subarray(0, take)) marks[sample] = 1;
  }
  return marks;
}

/**
 * Splits `share` of the samples off, stratified by label, as the seed decides; both parts keep
 * the dataset's order.
 * @throws DataError where either part would be empty
 */
export function splitForValidation(dataset: Dataset, share: number, seed: number): Split {
  const samples = allSamples(dataset);
  if (share === 0) return { training: samples, validation: new Uint32Array(0) };
  const marks = markHeldOut(dataset, share, seed);
  const split = {
    training: samples.filter((sample) => marks[sample] === 0),
    validation: samples.filter((sample) => marks[sample] === 1),
  };
  if (split.training.length > 0 && split.validation.length > 0) return split;
  throw new DataError(
    `validate ${share * 100}% of ${countOf(dataset.count, 'sample')} leaves one part empty`,
    'change `validate`, or use more samples',
  );
}
