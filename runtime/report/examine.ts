// What a trained network does on samples: its measures, and where it was most wrong. Some of many samples are
// enough, and the time for them is bounded.

import type { Metric } from '../../compiler/training-options.js';
import type { Classifier } from '../classifier.js';
import { computeBatches } from '../compute-batches.js';
import type { Feed } from '../data/feed.js';
import type { Engine } from '../engine.js';
import { meanLoss } from '../losses.js';
import { guessOf, probabilityOf } from '../metrics/guess.js';
import { Tally } from '../metrics/tally.js';
import type { Tensor, Weights } from '../tensor.js';

export interface Mistake {
  readonly sample: number;
  /** A class, or the true number of a regression. */
  readonly label: number;
  readonly guess: number;
  /** How sure the network was of its guess; undefined for regression. */
  readonly probability: number | undefined;
}

export interface Examination {
  readonly tally: Tally;
  /** The surest first; of a regression those farthest off. */
  readonly mistakes: readonly Mistake[];
}

export interface ExaminationOptions {
  readonly engine: Engine;
  readonly classifier: Classifier;
  readonly weights: Weights;
  readonly feed: Feed;
  /** In the order in which they are looked at, as long as there is time. */
  readonly samples: Uint32Array;
  readonly metrics: readonly Metric[];
  /** How many mistakes are kept. */
  readonly mostMistakes: number;
  readonly seconds: number;
}

const batchSize = 64;

function severity({ label, guess, probability }: Mistake): number {
  return probability ?? Math.abs(guess - label);
}

/** The worst so far, kept short. */
class WorstMistakes {
  private readonly most: number;
  private kept: Mistake[] = [];

  constructor(most: number) {
    this.most = most;
  }

  add(mistake: Mistake): void {
    this.kept.push(mistake);
    if (this.kept.length > 10 * this.most) this.kept = this.worst;
  }

  /** In a fixed order, also where several are equally bad. */
  get worst(): Mistake[] {
    return this.kept.toSorted((a, b) => severity(b) - severity(a) || a.sample - b.sample).slice(0, this.most);
  }
}

function* mistakesIn(
  classifier: Classifier,
  scores: Float32Array,
  labels: Float32Array,
  samples: Uint32Array,
): Generator<Mistake> {
  const units = scores.length / labels.length;
  for (const [row, sample] of samples.entries()) {
    const { [row]: label } = labels;
    if (classifier.regression) {
      yield { sample, label, guess: scores[row], probability: undefined };
      continue;
    }
    const guess = guessOf(scores, row * units, units);
    if (guess === label) continue;
    yield { sample, label, guess, probability: probabilityOf(guess, classifier, scores, row * units, units) };
  }
}

/** At least one batch, then as many more as the time allows. */
export async function examine(options: ExaminationOptions): Promise<Examination> {
  const { engine, classifier, weights, feed, samples, metrics, mostMistakes, seconds } = options;
  const { inputName, outputName, loss, lossWeight } = classifier;
  const session = await engine.infer(classifier.scoring, weights);
  const tally = new Tally(classifier, metrics);
  const mistakes = new WorstMistakes(mostMistakes);
  const end = performance.now() + 1000 * seconds;
  try {
    const scoresOf = async (images: Tensor): Promise<Float32Array> =>
      ((await session.predict(new Map([[inputName, images]]))).get(outputName) as Tensor).data;
    const batches = feed.batches(samples, batchSize);
    for await (const { batch, result } of computeBatches(batches, ({ images }) => scoresOf(images))) {
      const seen = samples.subarray(tally.samples, tally.samples + batch.size);
      tally.add(lossWeight * meanLoss(loss, result, batch.target.data, batch.size), result, batch.labels);
      for (const mistake of mistakesIn(classifier, result, batch.labels, seen)) mistakes.add(mistake);
      if (performance.now() > end) break;
    }
  } finally {
    await session.dispose();
  }
  return { tally, mistakes: mistakes.worst };
}
