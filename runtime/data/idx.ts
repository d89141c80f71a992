// A folder of IDX files under MNIST's names as a dataset.

import { join } from 'node:path';
import { countOf } from '../text.js';
import { DataError } from './data-error.js';
import { datasetInMemory, type Dataset } from './dataset.js';
import { listFolder } from './folder.js';
import { readIdxFile, type IdxFile } from './idx-file.js';
import type { IdxContent } from './idx-header.js';

type DatasetPart = 'train' | 'test';

/** MNIST's own names; the dot is what some archives unpack to, idx4 what images with channels have. */
function candidates(part: DatasetPart, content: IdxContent): string[] {
  const stem = `${part === 'train' ? 'train' : 't10k'}-${content}`;
  const kinds = content === 'labels' ? ['idx1'] : ['idx3', 'idx4'];
  const names = kinds.flatMap((kind) => [`${stem}-${kind}-ubyte`, `${stem}.${kind}-ubyte`]);
  return names.flatMap((name) => [name, `${name}.gz`]);
}

function choose(files: Set<string>, folder: string, part: DatasetPart, content: IdxContent): string {
  const names = candidates(part, content);
  const found = names.find((name) => files.has(name));
  if (found !== undefined) return join(folder, found);
  throw new DataError(
    `the ${part === 'train' ? 'training' : 'test'} ${content} are missing in ${folder}`,
    `put one of these files there: ${names.join(', ')}`,
  );
}

function combine(images: IdxFile, labels: IdxFile, folder: string): Dataset {
  const [count, height, width, channels = 1] = images.axes;
  if (labels.axes[0] !== count) {
    throw new DataError(
      `${folder} holds ${countOf(count, 'image')} but ${countOf(labels.axes[0], 'label')} (${images.file}, ${labels.file})`,
      'take both files from the same source',
    );
  }
  const shape = [height, width, channels];
  return datasetInMemory({ name: folder, values: images.data, labels: labels.data, shape });
}

/**
 * Reads the training or the test part of a folder of IDX files, gzipped or not.
 * @throws DataError that names the file, what is wrong with it, and a remedy
 */
export async function openIdx(folder: string, part: DatasetPart): Promise<Dataset> {
  const files = await listFolder(folder);
  const imageFile = choose(files, folder, part, 'images');
  const labelFile = choose(files, folder, part, 'labels');
  return combine(await readIdxFile(imageFile, 'images'), await readIdxFile(labelFile, 'labels'), folder);
}
