// CSV files: pixels or paths, labels that are numbers or names; what is wrong is told by row and column.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../runtime/data/data-error.js';
import type { Dataset } from '../../runtime/data/dataset.js';
import { openData, type OpenDataOptions } from '../../runtime/data/open-data.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { valuesOf } from '../runtime/values-of.js';
import { putFile, putPicture } from './picture-files.js';

const path = temporaryFolder();

async function open(file: string, options: Partial<OpenDataOptions> = {}): Promise<Dataset | undefined> {
  const source = { kind: 'csv', path: file } as const;
  return openData(source, { base: path(), part: 'train', input: [1, 2, 1], ...options });
}

async function openText(text: string, options: Partial<OpenDataOptions> = {}): Promise<Dataset> {
  await putFile(path('d.csv'), text);
  return (await open('d.csv', options)) as Dataset;
}

describe('a CSV file', () => {
  it('has a column a pixel', async () => {
    const data = await openText('label,1x1,1x2\n3,0,255\n1,7,8\n');
    expect(data).toMatchObject({ name: path('d.csv'), count: 2, shape: [1, 2, 1], classNames: undefined });
    expect(valuesOf(data)).toEqual(expect.any(Uint8Array));
    expect([[...valuesOf(data)], [...data.labels]]).toEqual([
      [0, 255, 7, 8],
      [3, 1],
    ]);
  });

  it.each<[string, string]>([
    ['semicolons', 'a;label;b\n0;3;255\n7;1;8'],
    ['tabs and the marks of Windows', '\uFEFFa\tlabel\tb\r\n0\t3\t255\r\n\r\n7\t1\t8\r\n'],
    ['quotes', '"a","label","b"\n"0","3","255"\n"7","1","8"'],
    ['blanks', 'a, Label ,b\n 0, 3, 255\n7,1 ,8\n\n\n'],
  ])('may be written with %s', async (_, text) => {
    const data = await openText(text);
    expect([[...valuesOf(data)], [...data.labels]]).toEqual([
      [0, 255, 7, 8],
      [3, 1],
    ]);
  });

  it('may hold numbers of any kind, and labels to regress on', async () => {
    const data = await openText('label,a,b\n-0.5,0.25,1e-3\n2.5,-3,300');
    expect([...valuesOf(data)]).toEqual([0.25, 1e-3, -3, 300].map(Math.fround));
    expect([...data.labels]).toEqual([-0.5, 2.5]);
  });

  it('numbers the names of classes by their order', async () => {
    const data = await openText('label,a,b\nfox,2,2\ncat,3,3\nfox,4,4');
    expect([data.classNames, ...data.labels]).toEqual([['cat', 'fox'], 1, 0, 1]);
  });

  it('has the classes that were trained on', async () => {
    const text = 'label,a,b\nfox,2,2';
    expect([...(await openText(text, { classNames: ['fox', 'cat'] })).labels]).toEqual([0]);
    await expect(openText(text, { classNames: ['cat', 'dog'] })).rejects.toThrow(
      `${path('d.csv')}: "fox" is none of the 2 classes trained on: cat, dog`,
    );
    const digits = await openText('label,a,b\n10,2,2\n9,2,2', { classNames: ['10', '9'] });
    expect([...digits.labels]).toEqual([0, 1]);
  });

  it('may name pictures, relative to itself', async () => {
    await putPicture(path('in', 'pictures', '1.png'), [10, 10, 10]);
    await putPicture(path('2.png'), [20, 20, 20]);
    await putFile(
      path('in', 'd.csv'),
      'path,label,taken\npictures/1.png,b,monday\n../2.png,a,tuesday\nnone.png,a,\n',
    );
    const data = (await open('in/d.csv')) as Dataset;
    expect([...valuesOf(data)]).toEqual([10, 10, 20, 20]);
    expect([data.classNames, ...data.labels]).toEqual([['a', 'b'], 1, 0]);
    expect(data.broken.map(({ reason }) => reason)).toEqual([
      `the picture ${path('in', 'none.png')} does not exist`,
    ]);
  });

  it('may be one of a folder, with the classes of training', async () => {
    await putFile(path('train.csv'), 'label,a,b\nfox,2,2\ncat,3,3');
    await putFile(path('test.csv'), 'label,a,b\nfox,2,2');
    expect([...((await open('.', { part: 'test' })) as Dataset).labels]).toEqual([1]);
    expect(await open('.', { part: 'validation' })).toBeUndefined();
  });

  it('of many rows is read in pieces', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `${i % 10},${i % 256},${(i * 7) % 256}`);
    const data = await openText(`label,a,b\n${rows.join('\n')}`);
    expect(data.count).toBe(30_000);
    expect([...valuesOf(data).subarray(59_998)]).toEqual([29_999 % 256, (29_999 * 7) % 256]);
  });
});

describe('a CSV file that is not sound is refused', () => {
  it.each<[string, string, RegExp]>([
    ['empty', '', /d\.csv holds no samples$/],
    ['a header alone', 'label,a,b\n', /holds no samples$/],
    ['no header', '3,0,255\n1,7,8', /has no column `label`; its first row reads 3, 0, 255$/],
    ['labels alone', 'label\n1', /has nothing but labels$/],
    [
      'too few pixels',
      'label,a\n1,2',
      /1 column beside `label`, but the network's input, 1x2x1, has 2 numbers$/,
    ],
    ['a short row', 'label,a,b\n1,2,3\n1,2', /row 3 has 2 cells, the header 3$/],
    ['a word for a pixel', 'label,a,b\n1,2,three', /row 2, column b: "three" is not a number$/],
    ['a gap for a pixel', 'label,a,b\n1,,3', /row 2, column a: "" is not a number$/],
    ['NaN for a pixel', 'label,a,b\n1,NaN,3', /column a: "NaN" is not a number$/],
    ['no label', 'label,a,b\n ,2,3', /row 2 has no label$/],
    ['an open quote', 'label,a,b\n1,"2,3\n1,2,3', /row 2: Quoted field unterminated$/],
  ])('%s', async (_, text, message) => {
    await expect(openText(text)).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message),
      remedy: expect.any(String),
    });
  });

  it('one that is missing', async () => {
    await expect(open('none.csv')).rejects.toThrow(`the data folder ${path('none.csv')} does not exist`);
  });

  it('any text: read as many samples as labels, or refused', async () => {
    const cell = fc.constantFrom(
      'label',
      'a',
      '1',
      '255',
      '-2.5',
      '"',
      ',',
      '\n',
      '\r\n',
      ';',
      'fox',
      ' ',
      '\0',
      'file',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 20 }), async (cells) => {
        const data = await openText(`label,a,b\n1,2,3\n${cells.join('')}`).catch((error: unknown) => error);
        if (data instanceof DataError) return;
        const { count, labels } = data as Dataset;
        expect([labels.length, valuesOf(data as Dataset).length]).toEqual([count, 2 * count]);
      }),
      { numRuns: 60 },
    );
  });
});
