// The door to all kinds of data: from what a `data` line says to labelled samples.

import { resolve } from 'node:path';
import type { Shape } from '../../compiler/graph/value.js';
import type { DataSource, Resize } from '../../compiler/training-options.js';
import { DataError } from './data-error.js';
import type { DataPart } from './data-part.js';
import type { Dataset } from './dataset.js';
import { openIdx } from './idx.js';

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
  /** Aborting ends the reading with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told what a person may want to know: what was skipped, and how classes are spread. */
  readonly onNotice?: ((text: string) => void) | undefined;
  /** Called now and then while pictures are read. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Opens a part of a data set.
 * @returns undefined only for a validation part, where the source has none of its own
 * @throws DataError that names the file, what is wrong with it, and a remedy
 */
export async function openData(source: DataSource, options: OpenDataOptions): Promise<Dataset | undefined> {
  const path = resolve(options.base, source.path);
  if (source.kind !== 'idx') throw new DataError(`data of the kind \`${source.kind}\` is not read yet`);
  return options.part === 'validation' ? undefined : openIdx(path, options.part);
}
