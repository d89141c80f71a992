// Which kind of data a file or folder holds, by the names in it.

import { readdir, stat } from 'node:fs/promises';
import type { DataSource } from '../../compiler/training-options.js';
import { DataError } from './data-error.js';
import { listFolder } from './folder.js';

interface Guess {
  readonly kind: DataSource['kind'];
  /** What speaks for it. */
  readonly sign: string;
}

type Sign = readonly [kind: Exclude<DataSource['kind'], 'images'>, pattern: RegExp];

/** What is found first decides; names that say more come before those that say less. */
const signs: readonly Sign[] = [
  ['idx', /^(?:train|t10k)-(?:images|labels)[-.]idx\d-ubyte(?:\.gz)?$/],
  ['cifar10', /^(?:data_batch_1\.bin|test_batch\.bin|cifar-10-batches-bin)$/],
  ['cifar100', /^(?:fine_label_names\.txt|cifar-100-binary)$/],
  ['npy', /^[xy]_\w+\.npy$/],
  ['csv', /^(?:train|test)\.csv$/],
];

const fileSigns: readonly Sign[] = [
  ['npz', /\.npz$/i],
  ['csv', /\.(?:csv|tsv)$/i],
];

function guessOf(names: Iterable<string>, among: readonly Sign[]): Guess | undefined {
  const all = [...names].sort();
  for (const [kind, pattern] of among) {
    const sign = all.find((name) => pattern.test(name));
    if (sign !== undefined) return { kind, sign };
  }
  return undefined;
}

async function guessFolder(folder: string): Promise<Guess | undefined> {
  const found = guessOf(await listFolder(folder), signs);
  if (found !== undefined) return found;
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  return folders.length === 0 ? undefined : { kind: 'images', sign: `its folder ${folders[0].name}` };
}

/**
 * @returns the source, and in words what speaks for it
 * @throws DataError where nothing does
 */
export async function guessSource(path: string): Promise<{ source: DataSource; because: string }> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  const guess = isFile ? guessOf([path], fileSigns) : await guessFolder(path);
  if (guess === undefined) {
    throw new DataError(
      `${path}: what kind of data this is cannot be told from its name${isFile ? '' : ' or what is in it'}`,
      'write a `data` line in the train block: idx, images, cifar10, cifar100, npz, npy or csv, and the path',
    );
  }
  const { kind, sign } = guess;
  const source: DataSource = kind === 'images' ? { kind, path, resize: 'stretch' } : { kind, path };
  return { source, because: isFile ? 'by its name' : `for ${sign}` };
}
