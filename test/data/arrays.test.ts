// NumPy arrays, in a folder and in .npz: every type and byte order is read, and what is not sound is refused.

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../runtime/data/data-error.js';
import type { Dataset } from '../../runtime/data/dataset.js';
import { readNpy } from '../../runtime/data/npy/npy-array.js';
import { openData, type OpenDataOptions } from '../../runtime/data/open-data.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { valuesOf } from '../runtime/values-of.js';
import { npyBytes, npyOf } from './npy-bytes.js';
import { putFile } from './picture-files.js';

const path = temporaryFolder();
const common = { base: '.', part: 'train', input: [2, 2, 1] } as const;

async function openFolder(
  arrays: Readonly<Record<string, Buffer>>,
  options: Partial<OpenDataOptions> = {},
): Promise<Dataset> {
  for (const [name, bytes] of Object.entries(arrays)) await putFile(path(`${name}.npy`), bytes);
  return (await openData({ kind: 'npy', path: path() }, { ...common, ...options })) as Dataset;
}

async function openZip(bytes: Uint8Array, options: Partial<OpenDataOptions> = {}): Promise<Dataset> {
  await putFile(path('d.npz'), bytes);
  return (await openData({ kind: 'npz', path: path('d.npz') }, { ...common, ...options })) as Dataset;
}

const eight = [0, 1, 2, 3, 4, 5, 6, 200];
const x_train = npyOf('|u1', [2, 2, 2], eight);
const y_train = npyOf('<i8', [2], [1, 0]);

describe('arrays', () => {
  it.each(['|u1', '<u2', '>u2', '<i2', '<u4', '<i4', '>i4', '<u8', '<i8', '>i8', '<f4', '>f4', '<f8', '=f8'])(
    'of whole numbers 0 to 255 are bytes: %s',
    async (type) => {
      const data = await openFolder({ x_train: npyOf(type, [2, 2, 2], eight), y_train });
      expect(valuesOf(data)).toBeInstanceOf(Uint8Array);
      expect([...valuesOf(data)]).toEqual(eight);
      expect(data).toMatchObject({ count: 2, shape: [2, 2, 1] });
      expect([...data.labels]).toEqual([1, 0]);
    },
  );

  it.each<[string, number[]]>([
    ['<f4', [0, 0.5, -1.5, 3, 1e-3, 0, 0, 0].map(Math.fround)],
    ['>f8', [0, 0.5, -1.5, 300, 0, 0, 0, 0]],
    ['|i1', [-128, 127, 0, 0, 0, 0, 0, 0]],
    ['<u2', [65_535, 256, 0, 0, 0, 0, 0, 0]],
    ['|b1', [0, 1, 1, 0, 0, 0, 0, 1]],
  ])('of other numbers stay numbers: %s', async (type, numbers) => {
    const values = valuesOf(await openFolder({ x_train: npyOf(type, [2, 4], numbers), y_train }));
    expect(values).toBeInstanceOf(Float32Array);
    expect([...values]).toEqual(numbers);
  });

  it('may have channels, no axes but one, or the axes of a sequence', async () => {
    const numbers = Array.from({ length: 24 }, (_, i) => i);
    const coloured = npyOf('|u1', [2, 2, 2, 3], numbers);
    expect((await openFolder({ x_train: coloured, y_train }, { input: [2, 2, 3] })).shape).toEqual([2, 2, 3]);
    const flat = npyOf('|u1', [2, 12], numbers);
    expect((await openFolder({ x_train: flat, y_train }, { input: [2, 2, 3] })).shape).toEqual([2, 2, 3]);
    expect((await openFolder({ x_train: flat, y_train }, { input: [12] })).shape).toEqual([1, 1, 12]);
    const sequence = npyOf('|u1', [2, 4, 3], numbers);
    expect((await openFolder({ x_train: sequence, y_train }, { input: [4, 3] })).shape).toEqual([4, 1, 3]);
  });

  it('of labels may be columns, one-hot rows or numbers of any kind', async () => {
    const labels = async (y: Buffer) => [...(await openFolder({ x_train, y_train: y })).labels];
    expect(await labels(npyOf('<i4', [2, 1], [3, 4]))).toEqual([3, 4]);
    expect(await labels(npyOf('<f4', [2, 3], [0, 0, 1, 1, 0, 0]))).toEqual([2, 0]);
    expect(await labels(npyOf('<f8', [2], [0.5, -7.25]))).toEqual([0.5, -7.25]);
  });

  it('have parts', async () => {
    const arrays = { x_train, y_train, x_valid: x_train, y_valid: y_train };
    expect(await openFolder(arrays, { part: 'validation' })).toMatchObject({ count: 2 });
    await expect(openFolder(arrays, { part: 'test' })).rejects.toThrow(
      `${path()}: the test samples are missing: there is no \`x_test\` (it holds x_train, x_valid, y_train, y_valid)`,
    );
  });

  it.each([0, 6] as const)('may lie in one .npz, packed at level %s', async (level) => {
    const data = await openZip(zipSync({ 'x_train.npy': x_train, 'y_train.npy': y_train }, { level }));
    expect([...valuesOf(data)]).toEqual(eight);
    expect([...data.labels]).toEqual([1, 0]);
    expect(await openZip(zipSync({ 'x_train.npy': x_train }), { part: 'validation' })).toBeUndefined();
  });

  it('may have the header of version 2', async () => {
    const data = Buffer.from(eight);
    expect(readNpy(npyBytes('|u1', [8], data, { version: 2 }), 'a').axes).toEqual([8]);
  });
});

describe('arrays that are not sound are refused', () => {
  const nan = npyOf('<f4', [2, 4], [0, 1, 2, 3, 4, NaN, 6, 7]);
  it.each<[string, Record<string, Buffer>, RegExp]>([
    [
      'text',
      { x_train: Buffer.from('hello, world'), y_train },
      /x_train\.npy is no sound .npy file: it does not start as one/,
    ],
    ['nothing', { x_train: Buffer.alloc(0), y_train }, /does not start as one/],
    ['half a header', { x_train: x_train.subarray(0, 40), y_train }, /it ends within its header/],
    [
      'too few bytes',
      { x_train: x_train.subarray(0, -1), y_train },
      /2 x 2 x 2, which is 8 bytes, but 7 follow/,
    ],
    [
      'too many bytes',
      { x_train: Buffer.concat([x_train, Buffer.alloc(1)]), y_train },
      /8 bytes, but 9 follow/,
    ],
    ['a huge claim', { x_train: npyBytes('|u1', [1e15, 1e15], Buffer.alloc(9)), y_train }, /but 9 follow/],
    [
      'text elements',
      { x_train: npyBytes('<U4', [2], Buffer.alloc(32)), y_train },
      /elements of the type <U4; read are u1, /,
    ],
    ['records', { x_train: npyBytes("'), ('", [2], Buffer.alloc(32)), y_train }, /x_train\.npy/],
    [
      'Fortran order',
      { x_train: npyBytes('|u1', [2, 2, 2], Buffer.alloc(8), { fortran: true }), y_train },
      /is in Fortran order/,
    ],
    ['not a number', { x_train: nan, y_train }, /x_train\.npy holds NaN in sample 1$/],
    [
      'no samples',
      { x_train: npyOf('|u1', [0, 2, 2], []), y_train: npyOf('|u1', [0], []) },
      /holds no samples/,
    ],
    ['other counts', { x_train, y_train: npyOf('|u1', [3], [0, 1, 2]) }, /holds 2 samples .* but 3 labels/],
    [
      'labels that are pictures',
      { x_train, y_train: npyOf('|u1', [2, 1, 1], [0, 1]) },
      /the shape 2x1x1, where a label a sample/,
    ],
    [
      'rows that are not one-hot',
      { x_train, y_train: npyOf('|u1', [2, 2], [0, 1, 1, 1]) },
      /row 1 is not one-hot/,
    ],
    ['labels missing', { x_train }, /there is no `y_train` \(it holds x_train\)/],
  ])('%s', async (_, arrays, message) => {
    await expect(openFolder(arrays)).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message),
    });
  });

  it('channels first', async () => {
    const arrays = { x_train: npyOf('|u1', [2, 1, 2, 3], Array<number>(12).fill(9)), y_train };
    await expect(openFolder(arrays, { input: [2, 3, 1] })).rejects.toMatchObject({
      message: expect.stringContaining("samples are 1x2x3, channels first, but the network's input is 2x3x1"),
      remedy: 'save numpy.moveaxis(x, 1, -1)',
    });
  });

  const zip = Buffer.from(zipSync({ 'x_train.npy': x_train, 'y_train.npy': y_train }));
  const directory = zip.indexOf(Buffer.from('504b0102', 'hex'));
  const lying = (size: number): Buffer => {
    const bytes = Buffer.from(zip);
    bytes.writeUInt32LE(size, directory + 24);
    return bytes;
  };
  it.each<[string, Uint8Array, RegExp]>([
    ['no zip', Buffer.from('hello'), /d\.npz is damaged, truncated or no .npz file/],
    ['a truncated zip', zip.subarray(0, zip.length - 30), /is damaged, truncated or no .npz file/],
    ['a zip bomb', lying(4_000_000_000), /x_train\.npy claims 4,000,000,000 bytes unpacked from/],
    ['a zip that says too little', lying(100), /is no sound .npy file/],
    ['a damaged zip', Buffer.concat([zip.subarray(0, 60).fill(0xff, 45), zip.subarray(60)]), /d\.npz/],
  ])('%s', async (_, bytes, message) => {
    await expect(openZip(bytes)).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message),
    });
  });

  it('a type that holds a line break', () => {
    const bytes = npyOf('<f4', [1], [1]);
    bytes[bytes.indexOf('<f4')] = 10;
    expect(() => readNpy(bytes, 'a.npy')).toThrow(
      'a.npy is no sound .npy file: its header does not say `descr`',
    );
  });

  it('any change to the bytes: what is read is as large as it says', () => {
    const whole = npyOf('<f4', [2, 3], [1, 2, 3, 4, 5, 6.5]);
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(whole.length), (changes, end) => {
        const bytes = Buffer.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        try {
          const { axes, values } = readNpy(bytes.subarray(0, end), 'a.npy');
          expect(values.length).toBe(axes.reduce((product, axis) => product * axis, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
