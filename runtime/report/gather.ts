// Measures and draws what a page shows, by running the trained network on samples that were held out.

import { basename } from 'node:path';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Model } from '../../compiler/model.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import { classifierOf } from '../classifier.js';
import { allSamples } from '../data/batches.js';
import type { Dataset } from '../data/dataset.js';
import { DataError } from '../data/data-error.js';
import { openFeed, type Feed } from '../data/feed.js';
import type { PixelScale } from '../data/pixel-scale.js';
import { splitForValidation, type Split } from '../data/split.js';
import type { Engine } from '../engine.js';
import { engineText } from '../engine-text.js';
import { Random } from '../random.js';
import type { EpochMetrics } from '../run-folder.js';
import { isBetter } from '../run/watched-figure.js';
import type { Tensor, Weights } from '../tensor.js';
import { numberText } from '../text.js';
import type { LayerPicture, MistakePicture, ReportContent } from './content.js';
import { examine, type Mistake } from './examine.js';
import { mapSheets } from './feature-maps.js';
import { kernelSheet } from './kernels.js';
import { pictureEncoder, type EncodePicture } from './pictures.js';
import { sampleRasters } from './sample-pictures.js';

export interface ReportParts {
  readonly model: Model;
  readonly graph: Graph;
  /** As trained, with what the command line said. */
  readonly training: TrainingOptions;
  readonly engine: Engine;
  readonly data: Dataset;
  /** Samples that were held out, where they are not a part of `data`. */
  readonly validation?: Dataset | undefined;
  /** Every finished epoch. */
  readonly epochs: readonly EpochMetrics[];
  /** Why the training ended before its last epoch, if it did. */
  readonly ended?: string | undefined;
  readonly finished: Date;
}

/** What a run folder says of its weights. */
export interface KeptWeights {
  readonly weights: Weights;
  readonly scale: PixelScale;
  readonly names: readonly string[] | undefined;
}

/** The network is run on at most so many samples, for so many seconds. */
const mostSamples = 10_000;
const seconds = 4;
const mostMistakes = 24;

interface Looked {
  readonly dataset: Dataset;
  readonly samples: Uint32Array;
  readonly isHeldOut: boolean;
}

function splitOf({ data, validation, training }: ReportParts): Split {
  if (validation === undefined) return splitForValidation(data, training.validate, training.seed);
  return { training: allSamples(data), validation: allSamples(validation) };
}

/** What was held out or, where that is nothing, what was learnt from; in random order, since classes often stand together. */
function lookedAt({ data, validation, training }: ReportParts, split: Split): Looked {
  const isHeldOut = split.validation.length > 0;
  const samples = (isHeldOut ? split.validation : split.training).slice();
  new Random(training.seed, 'report').shuffle(samples);
  return {
    dataset: isHeldOut ? (validation ?? data) : data,
    samples: samples.subarray(0, mostSamples),
    isHeldOut,
  };
}

/** The epoch whose weights are kept: the best of what is held out, or the last. */
function bestEpoch(epochs: readonly EpochMetrics[], { stop }: TrainingOptions): number | undefined {
  const figure = stop?.figure ?? 'loss';
  const best = epochs.reduce<EpochMetrics | undefined>(
    (before, metrics) =>
      metrics.validationLoss === undefined || isBetter(figure, metrics, before) ? metrics : before,
    undefined,
  );
  return best?.epoch;
}

function aboutText(seen: number, { isHeldOut }: Looked, all: number): string {
  const kind = isHeldOut ? 'held-out sample' : 'sample that the network learnt from, since none is held out';
  const kinds = isHeldOut
    ? 'held-out samples'
    : 'samples that the network learnt from, since none are held out';
  if (seen === all) return all === 1 ? `Of the one ${kind}.` : `Of all ${numberText(all)} ${kinds}.`;
  return `Of ${numberText(seen)} of the ${numberText(all)} ${kinds}.`;
}

async function mistakePictures(
  mistakes: readonly Mistake[],
  dataset: Dataset,
  encode: EncodePicture,
): Promise<MistakePicture[]> {
  const rasters = await sampleRasters(
    dataset,
    mistakes.map(({ sample }) => sample),
  );
  const { samples } = dataset;
  return Promise.all(
    mistakes.map(async (mistake, at) => ({
      ...mistake,
      file: samples.kind === 'pictures' ? basename(samples.files[mistake.sample]) : undefined,
      picture: await encode(rasters[at]),
    })),
  );
}

async function kernelPicture(
  { graph }: ReportParts,
  { weights }: KeptWeights,
  encode: EncodePicture,
): Promise<LayerPicture | undefined> {
  const found = kernelSheet(graph, weights);
  if (found === undefined) return undefined;
  const { sheet, ...said } = found;
  return { ...said, picture: await encode(sheet) };
}

type Maps = Pick<ReportContent, 'maps' | 'mapsLeft' | 'seen'>;

async function mapPictures(
  { graph, engine }: ReportParts,
  { weights }: KeptWeights,
  dataset: Dataset,
  { sample, image }: { readonly sample: number; readonly image: Tensor },
  encode: EncodePicture,
): Promise<Maps> {
  const { sheets, left } = await mapSheets(graph, weights, engine, image);
  const [seen] = await sampleRasters(dataset, [sample]);
  const maps = await Promise.all(
    sheets.map(async ({ sheet, ...said }) => ({ ...said, picture: await encode(sheet) })),
  );
  return { maps, mapsLeft: left, seen: await encode(seen) };
}

type Looks = Pick<
  ReportContent,
  'tally' | 'about' | 'mistakes' | 'kernels' | 'maps' | 'mapsLeft' | 'seen' | 'missing'
>;

const noPictures = 'Pictures are left out: the package sharp, which encodes them, is not installed.';

async function imageOf(feed: Feed, sample: number): Promise<Tensor> {
  for await (const { images } of feed.batches(Uint32Array.of(sample), 1)) return images;
  throw new DataError(`sample ${sample} cannot be read`, 'check the data');
}

async function look(parts: ReportParts, kept: KeptWeights, looked: Looked, all: number): Promise<Looks> {
  const { graph, training, engine } = parts;
  const { dataset, samples } = looked;
  const classifier = classifierOf(graph, training);
  const feed = openFeed({ dataset, shapes: classifier, scale: kept.scale });
  try {
    const { metrics } = training;
    const { weights } = kept;
    const options = { engine, classifier, weights, feed, samples, metrics, mostMistakes, seconds };
    const { tally, mistakes } = await examine(options);
    const about = aboutText(tally.samples, looked, all);
    const encode = await pictureEncoder();
    if (encode === undefined)
      return { tally, about, mistakes: [], kernels: undefined, ...noMaps, missing: [noPictures] };
    const image = { sample: samples[0], image: await imageOf(feed, samples[0]) };
    return {
      tally,
      about,
      mistakes: await mistakePictures(mistakes, dataset, encode),
      kernels: await kernelPicture(parts, kept, encode),
      ...(await mapPictures(parts, kept, dataset, image, encode)),
      missing: [],
    };
  } finally {
    await feed.close();
  }
}

const noMaps: Maps = { maps: [], mapsLeft: 0, seen: undefined };

/** @param kept undefined where the training ended before anything was kept */
export async function gather(parts: ReportParts, kept: KeptWeights | undefined): Promise<ReportContent> {
  const { model, training, engine, data, epochs, ended, finished } = parts;
  const split = splitOf(parts);
  const looked = lookedAt(parts, split);
  const all = looked.isHeldOut ? split.validation.length : split.training.length;
  const looks: Looks =
    kept === undefined || looked.samples.length === 0
      ? { tally: undefined, about: '', mistakes: [], kernels: undefined, ...noMaps, missing: [nothingKept] }
      : await look(parts, kept, looked, all);
  return {
    model,
    training,
    engine: engineText(engine),
    dataName: data.name,
    counts: {
      learnt: split.training.length,
      heldOut: split.validation.length,
      broken: data.broken.length + (parts.validation?.broken.length ?? 0),
    },
    epochs,
    best: bestEpoch(epochs, training),
    ended,
    finished,
    names: kept?.names ?? data.classNames,
    ...looks,
  };
}

const nothingKept = 'No weights were kept yet, so that there is nothing to look at but the settings.';
