// CIFAR's binary files: planes become pixels, and files of another kind are refused.

import { describe, expect, it } from 'vitest';
import { openData } from '../../runtime/data/open-data.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { valuesOf } from '../runtime/values-of.js';
import { putFile } from './picture-files.js';

const path = temporaryFolder();
const common = { base: '.', input: [32, 32, 3] } as const;

/** A record whose pixel p is (p, p + 1, p + 2), as bytes. */
function record(...labels: number[]): Buffer {
  const planes = [0, 1, 2].flatMap((add) => Array.from({ length: 1024 }, (_, pixel) => (pixel + add) & 255));
  return Buffer.from([...labels, ...planes]);
}

async function putCifar10(folder = path()): Promise<void> {
  for (let batch = 1; batch <= 5; batch++) {
    await putFile(`${folder}/data_batch_${batch}.bin`, Buffer.concat([record(batch), record(0)]));
  }
  await putFile(`${folder}/test_batch.bin`, record(9));
}

const names = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');

describe('CIFAR-10', () => {
  const open = (part: 'train' | 'validation' | 'test') =>
    openData({ kind: 'cifar10', path: path() }, { ...common, part });

  it('is five files of records, and one to test on', async () => {
    await putCifar10();
    await putFile(path('batches.meta.txt'), `${names.join('\n')}\n\n`);
    const data = await open('train');
    expect(data).toMatchObject({ count: 10, shape: [32, 32, 3], classNames: names });
    expect([...(data?.labels ?? [])]).toEqual([1, 0, 2, 0, 3, 0, 4, 0, 5, 0]);
    expect([...valuesOf(data ?? raise()).subarray(3072, 3072 + 6)]).toEqual([0, 1, 2, 1, 2, 3]);
    expect([...((await open('test'))?.labels ?? [])]).toEqual([9]);
    expect(await open('validation')).toBeUndefined();
  });

  it('may lie as its archive has it, without names', async () => {
    await putCifar10(path('cifar-10-batches-bin'));
    expect(await open('train')).toMatchObject({ count: 10, classNames: undefined });
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'truncated',
      record(1).subarray(0, 3000),
      /has 3,000 bytes, which is not a number of whole records of CIFAR-10/,
    ],
    ['empty', Buffer.alloc(0), /has 0 bytes/],
    [
      'of other labels',
      record(10),
      /test_batch\.bin: record 0 has the label 10, but CIFAR-10 has 10 classes$/,
    ],
  ])('is refused: %s', async (_, bytes, message) => {
    await putFile(path('test_batch.bin'), bytes);
    await expect(open('test')).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message),
    });
  });

  it('is wanted whole', async () => {
    await putFile(path('data_batch_2.bin'), record(1));
    await expect(open('train')).rejects.toThrow(
      `CIFAR-10: data_batch_1.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin are missing in ${path()}`,
    );
  });
});

it('CIFAR-100 has coarse labels too, which are passed over', async () => {
  await putFile(path('train.bin'), Buffer.concat([record(3, 77), record(19, 99)]));
  const data = await openData({ kind: 'cifar100', path: path() }, { ...common, part: 'train' });
  expect([...(data?.labels ?? [])]).toEqual([77, 99]);
  expect([...valuesOf(data ?? raise()).subarray(0, 3)]).toEqual([0, 1, 2]);
});

function raise(): never {
  throw new Error('there is no data');
}
