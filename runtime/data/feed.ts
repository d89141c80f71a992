// Hands out the batches of an epoch, in order, as they are asked for.

import type { Augmentation } from '../../compiler/training-options.js';
import { labelsOf, targetOf, type Batch, type BatchShapes, type TargetRule } from './batches.js';
import type { Dataset } from './dataset.js';
import type { PixelScale } from './pixel-scale.js';
import { ScaledImages } from './scaled-images.js';

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

/** Makes batches on this thread, of images in memory: that costs hardly more than a copy. */
class DirectFeed implements Feed {
  private readonly options: FeedOptions;
  private readonly images: ScaledImages;

  constructor(options: FeedOptions, values: Uint8Array | Float32Array) {
    this.options = options;
    this.images = new ScaledImages(values, options.dataset.shape, options.scale);
  }

  async *batches(order: Uint32Array, size: number): AsyncGenerator<Batch> {
    for (let start = 0; start < order.length; start += size) {
      yield this.batchOf(order.subarray(start, start + size));
    }
  }

  private batchOf(samples: Uint32Array): Batch {
    const { dataset, shapes, targets } = this.options;
    const labels = labelsOf(dataset, samples);
    const images = this.images.take(samples, shapes.input);
    return { size: samples.length, images, target: targetOf(labels, shapes.scores, targets), labels };
  }

  async close(): Promise<void> {}
}

export function openFeed(options: FeedOptions): Feed {
  const { samples } = options.dataset;
  if (samples.kind === 'memory') return new DirectFeed(options, samples.values);
  throw new Error('pictures are not fed yet');
}
