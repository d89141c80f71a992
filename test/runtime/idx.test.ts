// IDX folders: what is sound is read to the byte, what is not is refused by name and reason.

import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../runtime/data/data-error.js';
import { checkDataset, datasetInMemory } from '../../runtime/data/dataset.js';
import { openIdx } from '../../runtime/data/idx.js';
import { idxBytes, imageBytes, labelBytes } from './idx-bytes.js';
import { temporaryFolder } from './temporary-folder.js';
import { valuesOf } from './values-of.js';

const path = temporaryFolder();
const images = 'train-images-idx3-ubyte';
const labels = 'train-labels-idx1-ubyte';

async function put(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await writeFile(path(name), bytes);
}

async function failure(): Promise<DataError> {
  const error: unknown = await openIdx(path(), 'train').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

describe('a sound folder', () => {
  it.each<[string, Record<string, Uint8Array>]>([
    ['plain', { [images]: imageBytes(3, 2, 4), [labels]: labelBytes(1, 0, 2) }],
    [
      'gzipped',
      { [`${images}.gz`]: gzipSync(imageBytes(3, 2, 4)), [`${labels}.gz`]: gzipSync(labelBytes(1, 0, 2)) },
    ],
    [
      'dotted',
      { 'train-images.idx3-ubyte': imageBytes(3, 2, 4), 'train-labels.idx1-ubyte': labelBytes(1, 0, 2) },
    ],
    ['mixed', { [`${images}.gz`]: gzipSync(imageBytes(3, 2, 4)), [labels]: labelBytes(1, 0, 2) }],
  ])('is read: %s', async (_, files) => {
    await put(files);
    const data = await openIdx(path(), 'train');
    expect(data).toMatchObject({ name: path(), count: 3, shape: [2, 4, 1] });
    expect([...valuesOf(data)]).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect([...data.labels]).toEqual([1, 0, 2]);
  });

  it('may hold images with channels', async () => {
    await put({ 'train-images-idx4-ubyte': imageBytes(2, 2, 2, 3), [labels]: labelBytes(1, 0) });
    expect(await openIdx(path(), 'train')).toMatchObject({ count: 2, shape: [2, 2, 3] });
  });

  it('keeps the test part under t10k', async () => {
    await put({ 't10k-images-idx3-ubyte': imageBytes(1, 2, 2), 't10k-labels-idx1-ubyte': labelBytes(9) });
    expect((await openIdx(path(), 'test')).labels).toEqual(Float32Array.of(9));
  });
});

/** Images that should fail beside sound labels of two samples, and what the message says. */
const badImages: [string, string, Uint8Array, RegExp][] = [
  ['empty', images, Buffer.alloc(0), /train-images-idx3-ubyte is truncated: it ends after 0 bytes/],
  ['half a header', images, imageBytes(2, 2, 2).subarray(0, 9), /is truncated: it ends within its header/],
  [
    'truncated',
    images,
    imageBytes(2, 2, 2).subarray(0, 20),
    /is truncated: its header says 8 bytes of data \(2 x 2 x 2\)/,
  ],
  [
    'too long',
    images,
    Buffer.concat([imageBytes(2, 2, 2), Buffer.alloc(1)]),
    /is longer than its header says: 8 bytes/,
  ],
  [
    'labels instead',
    images,
    labelBytes(1, 2),
    /mislabelled: it holds labels, where images are expected .*0x00000801/,
  ],
  ['five axes', images, imageBytes(1, 1, 1, 1, 2), /holds 5 axes, where images are expected/],
  ['not IDX', images, Buffer.from('<!DOCTYPE html>'), /is not an IDX file: its first bytes are 0x3c21444f/],
  [
    'floats',
    images,
    idxBytes([2, 2, 2], new Uint8Array(32), 0x0d),
    /holds 32-bit floats, where unsigned bytes/,
  ],
  ['gzip without .gz', images, gzipSync(imageBytes(2, 2, 2)), /is gzipped, but its name does not end in .gz/],
  ['no samples', images, imageBytes(0, 2, 2), /is empty: its header says 0 x 2 x 2/],
  [
    'huge',
    images,
    idxBytes([4294967295, 4294967295, 4294967295], new Uint8Array(4)),
    /claims 4,294,967,295 x .* at most 2,147,483,648 are read/,
  ],
  [
    'large for its file',
    images,
    idxBytes([1000, 1000, 1000], new Uint8Array(4)),
    /truncated: .*1,000 x 1,000 x 1,000\), the file can hold at most 20/,
  ],
  ['.gz that is not gzip', `${images}.gz`, imageBytes(2, 2, 2), /is not a sound gzip file/],
  [
    '.gz cut short',
    `${images}.gz`,
    gzipSync(imageBytes(2, 20, 20)).subarray(0, 60),
    /is truncated: its gzip stream ends early/,
  ],
  [
    '.gz too long',
    `${images}.gz`,
    gzipSync(Buffer.concat([imageBytes(2, 2, 2), Buffer.alloc(2 ** 24)])),
    /is longer than its header says/,
  ],
  [
    '.gz too short',
    `${images}.gz`,
    gzipSync(imageBytes(2, 2, 2).subarray(0, 20)),
    /is truncated: .* the file holds 4/,
  ],
  [
    '.gz that claims too much',
    `${images}.gz`,
    gzipSync(idxBytes([1000, 1000, 1000], new Uint8Array(4))),
    /the file can hold at most \d/,
  ],
];

describe('images that cannot be used', () => {
  it.each(badImages)('%s', async (_, name, bytes, message) => {
    await put({ [name]: bytes, [labels]: labelBytes(1, 0) });
    const error = await failure();
    expect(error.message).toMatch(message);
    expect(error.message).toContain(path(name));
  });

  it('damaged inside the gzip stream', async () => {
    const packed = gzipSync(
      Buffer.from(idxBytes([1, 64, 64], Buffer.from('noise '.repeat(700)).subarray(0, 4096))),
    );
    packed[30] ^= 0xff;
    await put({ [`${images}.gz`]: packed, [labels]: labelBytes(1) });
    await failure();
  });
});

describe('a folder that cannot be used', () => {
  it('is missing', async () => {
    await expect(openIdx(path('none'), 'train')).rejects.toMatchObject({
      name: 'DataError',
      message: `the data folder ${path('none')} does not exist`,
      remedy: expect.stringContaining('relative to') as string,
    });
  });

  it('is a file', async () => {
    await writeFile(path('file'), '');
    await expect(openIdx(path('file'), 'train')).rejects.toThrow('is a file, not a folder');
  });

  it('lacks a file: the remedy names what was looked for', async () => {
    await put({ [images]: imageBytes(2, 2, 2) });
    const error = await failure();
    expect(error.message).toBe(`the training labels are missing in ${path()}`);
    expect(error.remedy).toBe(
      'put one of these files there: train-labels-idx1-ubyte, train-labels-idx1-ubyte.gz, ' +
        'train-labels.idx1-ubyte, train-labels.idx1-ubyte.gz',
    );
  });

  it('has a folder where a file should be', async () => {
    await mkdir(path(images));
    await put({ [labels]: labelBytes(1) });
    expect((await failure()).message).toContain(`cannot read ${path(images)}`);
  });

  it('has images where labels should be', async () => {
    await put({ [images]: imageBytes(2, 2, 2), [labels]: imageBytes(2, 2, 2) });
    expect((await failure()).message).toMatch(/mislabelled: it holds images, where labels are expected/);
  });

  it('has another number of labels than images', async () => {
    await put({ [images]: imageBytes(2, 2, 2), [labels]: labelBytes(1, 2, 3) });
    expect((await failure()).message).toContain('holds 2 images but 3 labels');
  });
});

describe('samples and network', () => {
  const data = datasetInMemory({ name: 'd', values: new Uint8Array(8), labels: [0, 7], shape: [2, 2, 1] });

  it.each([[[2, 2, 1]], [[2, 2]], [[4]]])('fit an input of %j', (input) => {
    expect(() => checkDataset(data, input, 8)).not.toThrow();
  });

  it.each([[[28, 28, 1]], [[2, 2, 3]], [[1, 4, 1]], [[5]]])('do not fit an input of %j', (input) => {
    const message = `d: the images are 2x2x1, but the network's input is ${input.join('x')}`;
    expect(() => checkDataset(data, input, 8)).toThrow(message);
  });

  it('have labels that the network does not know', () => {
    expect(() => checkDataset(data, [2, 2, 1], 7)).toThrow(
      'd: sample 1 is labelled 7, but the network has 7 classes, 0 to 6',
    );
  });
});

describe('mutated files', () => {
  const sound = { [images]: imageBytes(3, 2, 4), [`${labels}.gz`]: gzipSync(labelBytes(1, 0, 2)) };
  const change = fc.record({
    at: fc.nat(),
    to: fc.nat(255),
    cut: fc.option(fc.nat(60)),
    add: fc.uint8Array({ maxLength: 8 }),
  });

  function mutate(
    bytes: Buffer,
    { at, to, cut, add }: { at: number; to: number; cut: number | null; add: Uint8Array },
  ): Buffer {
    const copy = Buffer.concat([bytes, add]);
    copy[at % copy.length] = to;
    return cut === null ? copy : copy.subarray(0, cut);
  }

  it('are read or refused, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(change, fc.boolean(), async (mutation, ofImages) => {
        const name = ofImages ? images : `${labels}.gz`;
        await put({ ...sound, [name]: mutate(sound[name], mutation) });
        const data = await openIdx(path(), 'train').catch((error: unknown) => error);
        if (data instanceof DataError) return;
        expect(data).toMatchObject({ count: 3 });
      }),
      { numRuns: 400 },
    );
  });
});
