// The weights that a training begins with: those of its checkpoint, or drawn by the seed, or those of another
// network as far as they fit.

import type { Graph } from '../../compiler/graph/graph.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import type { Engine, TrainingStart } from '../engine.js';
import { initializeWeights } from '../initialize-weights.js';
import { calibrate } from '../surgery/calibrate.js';
import { initFrom, type Initialization } from '../surgery/init-from.js';
import { initializationText } from '../surgery/initialization-text.js';
import { spreadSamples } from '../surgery/spread-samples.js';
import type { Tensor, Weights } from '../tensor.js';
import type { SampleFeed } from './sample-feed.js';
import type { Checkpoint } from './checkpoint.js';

export interface StartOptions {
  readonly graph: Graph;
  readonly training: TrainingOptions;
  readonly engine: Engine;
  /** A file of weights to begin with. */
  readonly initFrom?: string | undefined;
  readonly learnt: SampleFeed;
  readonly resumed: Checkpoint | undefined;
  /** Told what came from the file, and what did not. */
  readonly onNotice?: ((text: string) => void) | undefined;
}

/** How many samples new batch normalisations are measured on, at most. */
const mostMeasured = 1000;

/** Without an epoch, so that they are not augmented. */
async function* imagesOf({ feed, samples }: SampleFeed, batch: number): AsyncGenerator<Tensor> {
  for await (const { images } of feed.batches(spreadSamples(samples, mostMeasured), batch)) yield images;
}

async function calibrated(
  { weights, newNormalizations }: Initialization,
  { graph, training, engine, learnt }: StartOptions,
): Promise<Weights> {
  const images = imagesOf(learnt, training.batch);
  return calibrate({ graph, weights, normalizations: newNormalizations, engine, images });
}

export async function startOf(options: StartOptions): Promise<TrainingStart> {
  const { graph, training, resumed, initFrom: file, onNotice } = options;
  const { seed } = training;
  if (resumed !== undefined)
    return { weights: resumed.weights, optimizerState: resumed.optimizerState, seed };
  const initial = initializeWeights(graph, seed);
  if (file === undefined) return { weights: initial, seed };
  const initialization = await initFrom(file, graph, initial);
  for (const line of initializationText(initialization, file)) onNotice?.(line);
  return { weights: await calibrated(initialization, options), seed };
}
