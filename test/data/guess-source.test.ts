// The kind of data that a path holds.

import { describe, expect, it } from 'vitest';
import { guessSource } from '../../runtime/data/guess-source.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { putFile } from './picture-files.js';

const path = temporaryFolder();

describe('a folder', () => {
  it.each([
    ['train-images-idx3-ubyte.gz', 'idx'],
    ['t10k-labels.idx1-ubyte', 'idx'],
    ['data_batch_1.bin', 'cifar10'],
    ['cifar-10-batches-bin/x', 'cifar10'],
    ['fine_label_names.txt', 'cifar100'],
    ['x_train.npy', 'npy'],
    ['train.csv', 'csv'],
    ['cat/1.png', 'images'],
    ['train/cat/1.png', 'images'],
  ])('with %s is of the kind %s', async (file, kind) => {
    await putFile(path(...file.split('/')), '');
    expect((await guessSource(path())).source).toMatchObject({ kind, path: path() });
  });

  it('of files that say nothing is refused', async () => {
    await putFile(path('a.txt'), '');
    await expect(guessSource(path())).rejects.toThrow('what kind of data this is cannot be told');
    await expect(guessSource(path('none'))).rejects.toThrow('does not exist');
  });
});

it.each([
  ['d.npz', 'npz'],
  ['d.CSV', 'csv'],
])('a file %s is of the kind %s', async (file, kind) => {
  await putFile(path(file), '');
  expect(await guessSource(path(file))).toEqual({
    source: { kind, path: path(file) },
    because: 'by its name',
  });
});
