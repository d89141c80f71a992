// How well a network with given weights does on labelled images.

import type { Graph, Loss, OutputLoss } from '../compiler/graph/graph.js';
import type { Metric } from '../compiler/training-options.js';
import { classifierOf, type Classifier } from './classifier.js';
import { computeBatches } from './compute-batches.js';
import { allSamples, type Batch } from './data/batches.js';
import { checkDataset, type Dataset } from './data/dataset.js';
import { openFeed, type Feed } from './data/feed.js';
import { unitScale, type PixelScale } from './data/pixel-scale.js';
import type { Engine, InferenceSession } from './engine.js';
import { meanLoss } from './losses.js';
import type { Confusion } from './metrics/confusion.js';
import type { ClassMeasures, Measures } from './metrics/measures.js';
import { Tally } from './metrics/tally.js';
import type { Tensor, Weights } from './tensor.js';

export interface EvaluateOptions {
  readonly graph: Graph;
  readonly weights: Weights;
  readonly engine: Engine;
  readonly data: Dataset;
  /** What the network was trained to see; bytes as 0..1 where it is left out. */
  readonly scale?: PixelScale | undefined;
  readonly loss: Loss;
  /** Of the outputs that have losses of their own. */
  readonly outputLosses?: readonly OutputLoss[] | undefined;
  /** What is measured beside the loss and, of a classifier, its accuracy. */
  readonly metrics?: readonly Metric[] | undefined;
  /** Samples at a time; decides speed and memory, never the result beyond rounding. */
  readonly batch?: number | undefined;
  /** Aborting ends the evaluation with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, samples: number) => void) | undefined;
}

export interface Evaluation {
  readonly samples: number;
  /** Mean over the samples. */
  readonly loss: number;
  readonly metrics: Omit<Measures, 'loss'>;
  /** Each class against the rest, in order; empty for regression. */
  readonly perClass: readonly ClassMeasures[];
  /** Undefined for regression. */
  readonly confusion: Confusion | undefined;
  /** Whether AUC was asked for, but the scores of so many samples and classes were too many to keep. */
  readonly hasTooManyScores: boolean;
}

/** What evaluating some samples of a dataset needs, once the network was understood. */
export interface Measurement extends Pick<
  EvaluateOptions,
  'weights' | 'engine' | 'metrics' | 'signal' | 'onProgress'
> {
  readonly feed: Feed;
  readonly classifier: Classifier;
  readonly samples: Uint32Array;
  readonly batch: number;
}

function scoresOf(
  session: InferenceSession,
  { inputName, outputName }: Classifier,
): (batch: Batch) => Promise<Tensor> {
  return async ({ images }) =>
    (await session.predict(new Map([[inputName, images]]))).get(outputName) as Tensor;
}

async function tallyBatches(session: InferenceSession, measurement: Measurement): Promise<Tally> {
  const { classifier, feed, metrics, samples, batch, signal, onProgress } = measurement;
  const tally = new Tally(classifier, metrics);
  const source = feed.batches(samples, batch);
  signal?.throwIfAborted();
  for await (const { batch, result } of computeBatches(source, scoresOf(session, classifier))) {
    const loss = meanLoss(classifier.loss, result.data, batch.target.data, batch.size);
    tally.add(classifier.lossWeight * loss, result.data, batch.labels);
    onProgress?.(tally.samples, samples.length);
    signal?.throwIfAborted();
  }
  return tally;
}

/** Evaluates these samples of a dataset in a session of its own. */
export async function measure(measurement: Measurement): Promise<Tally> {
  const { engine, classifier, weights } = measurement;
  const session = await engine.infer(classifier.scoring, weights);
  try {
    return await tallyBatches(session, measurement);
  } finally {
    await session.dispose();
  }
}

/**
 * Loss and measures over a dataset. The loss is that of training, without dropout, computed from
 * the scores before the last softmax or sigmoid.
 * @throws DataError where the images or labels do not fit the network
 * @throws TrainingError where the network is not one of one input and one flat output
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { graph, data, scale = unitScale, batch = 64 } = options;
  const classifier = classifierOf(graph, options);
  checkDataset(data, classifier.input, classifier.classes);
  const feed = openFeed({ dataset: data, shapes: classifier, scale });
  const samples = allSamples(data);
  const tally = await measure({ ...options, classifier, feed, samples, batch }).finally(() => feed.close());
  const { loss, ...metrics } = tally.measures();
  const { confusion, hasTooManyScores } = tally;
  return { samples: tally.samples, loss, metrics, perClass: tally.perClass(), confusion, hasTooManyScores };
}
