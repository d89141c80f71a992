// Which data a command works on: that of `--data`, else that of the train block.

import { dirname, resolve } from 'node:path';
import type { TrainingOptions } from '../compiler/training-options.js';
import { Failure, openIdx, type Dataset, type DatasetPart } from '../runtime/index.js';
import { standardInput } from './read-source.js';

/**
 * @param folder as `--data` gives it, relative to where we are; the train block's is relative to the model's file
 * @throws Failure where there is no data, or none that can be read
 */
export async function openData(
  file: string,
  training: TrainingOptions,
  folder: string | undefined,
  part: DatasetPart,
): Promise<Dataset> {
  if (folder !== undefined) return openIdx(folder, part);
  if (training.data === undefined) {
    throw new Failure(
      'the model does not say where its data is',
      'write `data idx "folder/"` in its train block, or give --data FOLDER',
    );
  }
  const base = file === standardInput ? '.' : dirname(file);
  return openIdx(resolve(base, training.data.path), part);
}
