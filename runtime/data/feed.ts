// Hands out the batches of an epoch, in order, as they are asked for.

import type { Augmentation } from '../../compiler/training-options.js';
import { sizeText } from '../text.js';
import { labelsOf, targetOf, type Batch, type BatchShapes, type TargetRule } from './batches.js';
import { DataError } from './data-error.js';
import type { Dataset } from './dataset.js';
import type { PixelScale } from './pixel-scale.js';
import { ScaledImages } from './scaled-images.js';
import { asShared } from './shared-memory.js';
import type { BatchJob, BatchRecipe } from './threads/batch-work.js';
import { coreCount, openCrew, type Crew } from './threads/crew.js';
import { valueRangeOf } from './value-range.js';

export interface FeedOptions {
  readonly dataset: Dataset;
  readonly shapes: BatchShapes;
  readonly scale: PixelScale;
  /** Plain one-hot rows where it is left out. */
  readonly targets?: TargetRule | undefined;
  /** How samples are changed anew in each epoch; as they are where it is left out. */
  readonly augment?: Augmentation | undefined;
  /** Decides, with the epoch and the sample, how a sample is changed. */
  readonly seed?: number | undefined;
  /** Threads that make batches; decides speed and memory, never what is in a batch. */
  readonly threads?: number | undefined;
  /** The bundled `runtime/data/threads/worker.ts`; what lies beside this file by default. */
  readonly worker?: URL | undefined;
}

/** Makes batches; must be closed. */
export interface Feed {
  /**
   * The samples of `order`, `size` at a time; the last batch may be smaller. They are augmented only where
   * `epoch` is given.
   */
  batches(order: Uint32Array, size: number, epoch?: number): AsyncGenerator<Batch>;
  close(): Promise<void>;
}

/** The samples of each batch. */
function* slices(order: Uint32Array, size: number): Generator<Uint32Array> {
  for (let start = 0; start < order.length; start += size) yield order.subarray(start, start + size);
}

function batchOf(samples: Uint32Array, data: Float32Array, options: FeedOptions): Batch {
  const { dataset, shapes, targets } = options;
  const labels = labelsOf(dataset, samples);
  const images = { shape: [samples.length, ...shapes.input], data };
  return { size: samples.length, images, target: targetOf(labels, shapes.scores, targets), labels };
}

/** Makes batches on this thread, of images in memory: that costs hardly more than a copy. */
class DirectFeed implements Feed {
  private readonly options: FeedOptions;
  private readonly images: ScaledImages;

  constructor(options: FeedOptions, values: Uint8Array | Float32Array) {
    this.options = options;
    this.images = new ScaledImages(values, options.dataset.shape, options.scale);
  }

  async *batches(order: Uint32Array, size: number): AsyncGenerator<Batch> {
    for (const samples of slices(order, size)) {
      const { data } = this.images.take(samples, this.options.shapes.input);
      yield batchOf(samples, data, this.options);
    }
  }

  async close(): Promise<void> {}
}

/** A batch that was asked for. */
interface Coming {
  readonly samples: Uint32Array;
  readonly data: Promise<Float32Array>;
}

/** Lets other threads make batches, and asks for some before they are wanted. */
class ThreadedFeed implements Feed {
  private readonly options: FeedOptions;
  private readonly crew: Crew<BatchJob, Float32Array>;
  /** How many batches are there or being made at most: what keeps memory flat. */
  private readonly ahead: number;

  constructor(options: FeedOptions) {
    const { threads = defaultThreads(), worker } = options;
    this.options = options;
    this.crew = openCrew('batches', recipeOf(options), { size: threads, worker });
    this.ahead = this.crew.size + 1;
  }

  async *batches(order: Uint32Array, size: number, epoch?: number): AsyncGenerator<Batch> {
    const coming: Coming[] = [];
    for (const samples of slices(order, size)) {
      coming.push({ samples, data: this.askFor(samples, epoch) });
      if (coming.length < this.ahead) continue;
      const next = coming.shift() as Coming;
      yield batchOf(next.samples, await next.data, this.options);
    }
    for (const { samples, data } of coming) yield batchOf(samples, await data, this.options);
  }

  private askFor(samples: Uint32Array, epoch: number | undefined): Promise<Float32Array> {
    const { samples: source } = this.options.dataset;
    const files =
      source.kind === 'pictures' ? Array.from(samples, (sample) => source.files[sample]) : undefined;
    const data = this.crew.perform({ samples, files, epoch });
    // It is looked at when its turn comes; until then its failure is nobody's fault.
    data.catch(() => undefined);
    return data;
  }

  close(): Promise<void> {
    return this.crew.close();
  }
}

/** They rest while there are batches enough: where the engine is slow they cost it nothing, where it is fast it waits for them. */
function defaultThreads(): number {
  return Math.min(8, coreCount());
}

function recipeOf({ dataset, scale, augment, seed = 1 }: FeedOptions): BatchRecipe {
  const { samples, shape, resize = 'stretch' } = dataset;
  return {
    shape,
    values: samples.kind === 'memory' ? asShared(samples.values) : undefined,
    resize,
    scale,
    augmentation:
      augment === undefined ? undefined : { settings: augment, seed, range: valueRangeOf(samples) },
  };
}

/**
 * Threads start with the first batch that is asked for.
 * @throws DataError where samples are to be augmented that are no pictures
 */
export function openFeed(options: FeedOptions): Feed {
  const { samples, shape, name } = options.dataset;
  if (options.augment !== undefined && shape.length !== 3) {
    throw new DataError(
      `${name}: \`augment\` changes pictures, but the samples are ${sizeText(shape)}`,
      'leave the `augment` line out',
    );
  }
  if (samples.kind === 'memory' && options.augment === undefined)
    return new DirectFeed(options, samples.values);
  return new ThreadedFeed(options);
}
