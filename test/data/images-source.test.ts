// Folders of pictures: which files are read, as which class, brought to size how; and what is skipped.

import { symlink } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openData, type OpenDataOptions } from '../../runtime/data/open-data.js';
import type { Dataset } from '../../runtime/data/dataset.js';
import type { Resize } from '../../compiler/training-options.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { valuesOf } from '../runtime/values-of.js';
import { dataWorker } from './data-worker.js';
import { putFile, putPicture } from './picture-files.js';

const path = temporaryFolder();
const worker = dataWorker();

const notices: string[] = [];

async function open(options: Partial<OpenDataOptions> = {}, resize: Resize = 'stretch'): Promise<Dataset> {
  notices.length = 0;
  const dataset = await openData(
    { kind: 'images', path: path(), resize },
    { base: '.', part: 'train', input: [2, 2, 1], onNotice: (text) => void notices.push(text), ...options },
  );
  if (dataset === undefined) throw new Error('there is no such part');
  return dataset;
}

const grey = (value: number) => [value, value, value] as const;

describe('a folder a class', () => {
  it('numbers the classes by the order of their names, and reads what is nested', async () => {
    await putPicture(path('b', 'one.png'), grey(10));
    await putPicture(path('a', '2.png'), grey(30));
    await putPicture(path('a', '1', 'deep.webp'), grey(20));
    await putPicture(path('C', 'x.tiff'), grey(0));
    const data = await open();
    expect(data.classNames).toEqual(['C', 'a', 'b']);
    expect([...data.labels]).toEqual([0, 1, 1, 2]);
    expect([...valuesOf(data)]).toEqual([0, 20, 30, 10].flatMap((value) => [value, value, value, value]));
    expect(data).toMatchObject({ count: 4, shape: [2, 2, 1], broken: [], resize: 'stretch' });
    expect(notices).toEqual([
      expect.stringMatching(/^Read 4 pictures in .* s; they stay in memory \(1 MiB\)\.$/),
    ]);
  });

  it.each(['png', 'jpg', 'JPEG', 'webp', 'gif', 'avif', 'tif'])('reads .%s', async (extension) => {
    await putPicture(path('a', `x.${extension}`), [200, 0, 0], 16, 16);
    const [red, green, blue] = valuesOf(await open({ input: [2, 2, 3] }));
    expect(Math.abs(red - 200)).toBeLessThan(6);
    expect(Math.max(green, blue)).toBeLessThan(8);
  });

  it('passes over what systems leave behind, and tells of other files', async () => {
    await putPicture(path('a', 'x.png'), grey(1));
    await putPicture(path('.thumbnails', 'x.png'), grey(1));
    await putPicture(path('__MACOSX', 'x.png'), grey(1));
    await putPicture(path('beside.png'), grey(1));
    for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini']) await putFile(path('a', name), 'x');
    await putFile(path('a', 'notes.txt'), 'x');
    const data = await open();
    expect(data).toMatchObject({ count: 1, classNames: ['a'] });
    expect(notices[0]).toBe(
      `2 files are no pictures of a class and were left out: ${path('a', 'notes.txt')}, ${path('beside.png')}`,
    );
  });

  it('follows links, but not in a circle', async () => {
    await putPicture(path('elsewhere', 'x.png'), grey(5));
    await putPicture(path('train', 'a', 'x.png'), grey(1));
    await symlink(path('elsewhere'), path('train', 'b'));
    await symlink(path('train', 'a'), path('train', 'a', 'again'));
    await symlink(path('gone.png'), path('train', 'a', 'y.png'));
    const data = await open();
    expect(data).toMatchObject({ count: 2, classNames: ['a', 'b'] });
    expect(data.broken).toEqual([
      {
        file: path('train', 'a', 'y.png'),
        reason: `the picture ${path('train', 'a', 'y.png')} does not exist`,
      },
    ]);
  });

  it('tells of classes without pictures, and of uneven ones', async () => {
    for (let i = 0; i < 8; i++) await putPicture(path('cat', `${i}.png`), grey(i));
    await putPicture(path('fox', 'x.png'), grey(1));
    await putFile(path('owl', 'notes.txt'), 'none yet');
    expect((await open()).classNames).toEqual(['cat', 'fox', 'owl']);
    expect(notices.at(-1)).toBe(
      '1 class has no samples, and cannot be learned: owl.\n' +
        'Classes differ much in size: cat 8 samples, fox 1. `class-weights balanced` evens out what they count.',
    );
  });
});

describe('folders of parts', () => {
  it('hold training, validation and test pictures, the classes being those of training', async () => {
    for (const name of ['a', 'b', 'c']) await putPicture(path('Train', name, 'x.png'), grey(1));
    await putPicture(path('valid', 'c', 'x.png'), grey(7));
    await putPicture(path('test', 'b', 'x.png'), grey(9));
    expect(await open()).toMatchObject({ count: 3, name: path('Train') });
    const validation = await open({ part: 'validation' });
    expect([validation.classNames, ...validation.labels]).toEqual([['a', 'b', 'c'], 2]);
    const test = await open({ part: 'test', classNames: ['c', 'b', 'a'] });
    expect([test.classNames, ...test.labels]).toEqual([['c', 'b', 'a'], 1]);
  });

  it('may lack one: there is then no validation part, and no test to be had', async () => {
    await putPicture(path('train', 'a', 'x.png'), grey(1));
    await expect(open({ part: 'validation' })).rejects.toThrow('there is no such part');
    await expect(open({ part: 'test' })).rejects.toMatchObject({
      message: `${path()} has a folder \`train\`, but none called \`test\``,
      remedy: `put the test pictures into ${path('test')}, a folder a class, or name another folder with --data`,
    });
  });

  it('know no other classes than those trained on', async () => {
    await putPicture(path('train', 'a', 'x.png'), grey(1));
    await putPicture(path('test', 'z', 'x.png'), grey(1));
    await expect(open({ part: 'test' })).rejects.toThrow(
      `${path('test')}: "z" is none of the 1 class trained on: a`,
    );
  });

  it('are not needed to test on a folder of classes', async () => {
    await putPicture(path('test', 'x.png'), grey(1));
    expect(await open({ part: 'test', classNames: ['other', 'test'] })).toMatchObject({ count: 1 });
    expect(notices[0]).toBe(`${path()} has no folder \`test\`: all of its pictures are taken.`);
  });
});

describe('pictures of another size', () => {
  /** At half the width a pixel is 1/8, 3/8, 3/8 and 1/8 of four: what linear interpolation comes to. */
  const halved = [0, 32, 223, 255];

  /** The left half black, the right half white, twice as wide as high. */
  async function rowOf(resize: Resize): Promise<number[]> {
    const { default: sharp } = await import('sharp');
    await putFile(path('a', 'x'), '');
    const bytes = Uint8Array.from({ length: 8 * 4 }, (_, i) => (i % 8 < 4 ? 0 : 255));
    await sharp(bytes, { raw: { width: 8, height: 4, channels: 1 } })
      .png()
      .toFile(path('a', 'x.png'));
    return [...valuesOf(await open({ input: [4, 4, 1] }, resize))];
  }

  it('are stretched', async () => {
    expect((await rowOf('stretch')).slice(0, 4)).toEqual(halved);
  });

  it('are fitted between black bars', async () => {
    const values = await rowOf('fit');
    const bar = [0, 0, 0, 0];
    expect([values.slice(0, 4), values.slice(12)]).toEqual([bar, bar]);
    expect(values.slice(4, 8)).toEqual(halved);
  });

  it('are cropped around their middle', async () => {
    expect((await rowOf('crop')).slice(12)).toEqual([0, 0, 255, 255]);
  });
});

describe('broken pictures', () => {
  async function mixed(): Promise<void> {
    await putPicture(path('a', '1.png'), grey(11));
    await putFile(path('a', '2.png'), 'no picture');
    await putPicture(path('a', '3.png'), grey(33));
    await putFile(path('b', '1.jpg'), Buffer.from('ffd8ffe000104a4649460001', 'hex'));
    await putPicture(path('b', '2.png'), grey(44));
  }

  it.each(['in threads', 'without'])('are listed and left out, %s', async (where) => {
    await mixed();
    const data = await open(where === 'without' ? {} : { worker: worker() });
    expect(data.broken.map(({ file }) => file)).toEqual([path('a', '2.png'), path('b', '1.jpg')]);
    expect([...valuesOf(data)].filter((_, i) => i % 4 === 0)).toEqual([11, 33, 44]);
    expect([...data.labels]).toEqual([0, 0, 1]);
    expect(notices[1]).toMatch(
      /^2 of 5 pictures are broken and left out:\n {2}.*2\.png is no PNG.*\n {2}.*1\.jpg is damaged/,
    );
  });

  it('are left out where pictures stay in their files too', async () => {
    await mixed();
    const { samples, count } = await open({ memory: 11 });
    expect(samples).toEqual({
      kind: 'pictures',
      files: [path('a', '1.png'), path('a', '3.png'), path('b', '2.png')],
    });
    expect(count).toBe(3);
    expect(notices[0]).toMatch(/they are decoded whenever they are needed, since 1 MiB is too much to keep/);
  });

  it('are an error where there are no others', async () => {
    await putFile(path('a', '1.png'), 'x');
    await putFile(path('a', '2.png'), 'x');
    await expect(open()).rejects.toThrow(/all 2 pictures cannot be read: .*1\.png is no PNG.*; .*2\.png/);
  });
});

describe('what holds no pictures is refused', () => {
  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a missing folder', async () => undefined, /the data folder .* does not exist$/],
    ['an empty folder', () => putFile(path('x', '.keep'), ''), /has no folders, so there are no classes$/],
    ['a folder of files', () => putPicture(path('x', 'a.png'), grey(1)), /no folders.*\(1 file found\)$/],
    [
      'empty classes',
      () => putFile(path('x', 'cat', '.keep'), ''),
      /has no pictures in its 1 class folder: cat$/,
    ],
  ])('%s', async (_, put, message) => {
    await put();
    const opened = openData(
      { kind: 'images', path: path('x'), resize: 'fit' },
      { base: '.', part: 'train', input: [2, 2, 1] },
    );
    await expect(opened).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message),
    });
  });

  it('an input that no picture fills', async () => {
    await putPicture(path('a', 'x.png'), grey(1));
    await expect(open({ input: [784] })).rejects.toThrow("the network's input is 784; a picture has height");
  });

  it('a wish to stop', async () => {
    await putPicture(path('a', 'x.png'), grey(1));
    await expect(open({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
