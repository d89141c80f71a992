// The door to all kinds of data: from what a `data` line says to labelled samples.

import { resolve } from 'node:path';
import type { Shape } from '../../compiler/graph/value.js';
import type { DataSource, Resize } from '../../compiler/training-options.js';
import { openCifar } from './cifar.js';
import { balanceText } from './class-balance.js';
import { openCsv } from './csv/csv-source.js';
import type { DataPart } from './data-part.js';
import type { Dataset } from './dataset.js';
import { openIdx } from './idx.js';
import { openArrays } from './npy/array-source.js';
import { arraysInFolder, arraysInZip } from './npy/npy-files.js';
import { openImages } from './pictures/images-source.js';

export interface OpenDataOptions {
  /** The folder to which the path of the source is relative. */
  readonly base: string;
  readonly part: DataPart;
  /** The network's input: the size to which pictures are brought. */
  readonly input: Shape;
  /** What the classes are called that the network was trained on, in order; those of the data where it is left out. */
  readonly classNames?: readonly string[] | undefined;
  /** How pictures were brought to size in training; goes before what the source says. */
  readonly resize?: Resize | undefined;
  /** Bytes that decoded pictures may take; of more, each is decoded whenever it is needed. */
  readonly memory?: number | undefined;
  /** Aborting ends the reading with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told what a person may want to know: what was skipped, and how classes are spread. */
  readonly onNotice?: ((text: string) => void) | undefined;
  /** Called now and then while pictures are read. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** The bundled `runtime/data/threads/worker.ts`; what lies beside this file by default. */
  readonly worker?: URL | undefined;
}

/** How pictures are brought to the size of the input, where nothing else is said. */
export function resizeOf(source: DataSource | undefined): Resize {
  return source?.kind === 'images' ? source.resize : 'stretch';
}

async function open(
  source: DataSource,
  path: string,
  options: OpenDataOptions,
): Promise<Dataset | undefined> {
  const { part, input } = options;
  const forPictures = { ...options, resize: options.resize ?? resizeOf(source) };
  switch (source.kind) {
    case 'idx':
      return part === 'validation' ? undefined : openIdx(path, part);
    case 'cifar10':
    case 'cifar100':
      return openCifar(source.kind, path, part);
    case 'images':
      return openImages(path, forPictures);
    case 'npy':
      return openArrays(await arraysInFolder(path), part, input);
    case 'npz':
      return openArrays(await arraysInZip(path), part, input);
    case 'csv':
      return openCsv(path, forPictures);
  }
}

/**
 * Opens a part of a data set.
 * @returns undefined only for a validation part, where the source has none of its own
 * @throws DataError that names the file, what is wrong with it, and a remedy
 */
export async function openData(source: DataSource, options: OpenDataOptions): Promise<Dataset | undefined> {
  const dataset = await open(source, resolve(options.base, source.path), options);
  const balance = dataset === undefined || options.part !== 'train' ? undefined : balanceText(dataset);
  if (balance !== undefined) options.onNotice?.(balance);
  return dataset;
}
