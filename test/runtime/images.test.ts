// Pictures as inputs: exact where nothing has to be resized, refused where nothing can be read.

import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readImage } from '../../runtime/data/images.js';
import { temporaryFolder } from './temporary-folder.js';

const path = temporaryFolder();

async function bytesOf(file: string, shape: readonly number[]): Promise<number[]> {
  const { data } = await readImage(file, shape);
  return Array.from(data, (value) => value * 255).map(Math.round);
}

function picture(width: number, height: number, channels: 1 | 3 | 4, bytes: readonly number[]) {
  return sharp(Uint8Array.from(bytes), { raw: { width, height, channels } });
}

describe('a picture', () => {
  it('keeps its grey bytes', async () => {
    await picture(2, 2, 1, [0, 51, 128, 255]).toColourspace('b-w').png().toFile(path('a.png'));
    const { shape, data } = await readImage(path('a.png'), [2, 2, 1]);
    expect(shape).toEqual([2, 2, 1]);
    expect(data).toEqual(Float32Array.of(0, 0.2, 128 / 255, 1));
    expect((await readImage(path('a.png'), [2, 2])).shape).toEqual([2, 2]);
  });

  it('keeps its colours', async () => {
    await picture(2, 1, 3, [1, 2, 3, 250, 251, 252]).png().toFile(path('a.png'));
    expect(await bytesOf(path('a.png'), [1, 2, 3])).toEqual([1, 2, 3, 250, 251, 252]);
  });

  it('becomes grey for one channel, and three equal channels for three', async () => {
    await picture(1, 1, 3, [90, 90, 90]).png().toFile(path('grey.png'));
    expect(await bytesOf(path('grey.png'), [1, 1, 1])).toEqual([90]);
    await picture(1, 1, 1, [90]).toColourspace('b-w').png().toFile(path('one.png'));
    expect(await bytesOf(path('one.png'), [1, 1, 3])).toEqual([90, 90, 90]);
  });

  it('is black where it is transparent', async () => {
    await picture(2, 1, 4, [255, 255, 255, 0, 255, 255, 255, 255]).png().toFile(path('a.png'));
    expect(await bytesOf(path('a.png'), [1, 2, 1])).toEqual([0, 255]);
  });

  it('is stretched to the input', async () => {
    await picture(
      8,
      2,
      1,
      [...Array(16).keys()].map((i) => (i % 8 < 4 ? 0 : 200)),
    )
      .toColourspace('b-w')
      .png()
      .toFile(path('a.png'));
    const grey = await bytesOf(path('a.png'), [4, 4, 1]);
    for (let row = 0; row < 4; row++) {
      const [first, second, third, last] = grey.slice(row * 4, row * 4 + 4);
      expect(first).toBeLessThan(20);
      expect(second).toBeLessThan(third);
      expect(last).toBeGreaterThan(180);
      expect(last).toBeLessThanOrEqual(200);
    }
  });

  it('is turned upright as its camera says', async () => {
    const lying = picture(2, 1, 3, [0, 0, 0, 255, 255, 255]).withMetadata({ orientation: 6 });
    await lying.png().toFile(path('a.png'));
    expect(await bytesOf(path('a.png'), [2, 1, 1])).toEqual([0, 255]);
  });

  it('may be a JPEG', async () => {
    await picture(8, 8, 1, Array<number>(64).fill(77)).jpeg({ quality: 100 }).toFile(path('a.jpg'));
    expect(await bytesOf(path('a.jpg'), [2, 2, 1])).toEqual([77, 77, 77, 77]);
  });
});

describe('what is no picture is refused', () => {
  it.each<[string, string, Uint8Array | undefined, RegExp]>([
    ['a missing file', 'none.png', undefined, /none\.png does not exist$/],
    ['a folder', '', undefined, /is a folder$/],
    ['an empty file', 'a.png', Buffer.alloc(0), /is no PNG, JPEG, WebP, GIF, AVIF or TIFF file$/],
    [
      'text',
      'a.png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      /is no PNG, JPEG, WebP, GIF, AVIF or TIFF file$/,
    ],
    ['a bare signature', 'a.png', Buffer.from('89504e470d0a1a0a', 'hex'), /is damaged: /],
    ['a JPEG of three bytes', 'a.jpg', Buffer.from('ffd8ff', 'hex'), /is damaged: /],
  ])('%s', async (_, name, bytes, message) => {
    if (bytes !== undefined) await writeFile(path(name), bytes);
    await expect(readImage(path(name), [2, 2, 1])).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message) as string,
      remedy: expect.any(String) as string,
    });
  });

  it('a PNG cut short', async () => {
    const noise = Array.from({ length: 64 * 64 }, (_, i) => (i * 7919) % 251);
    const bytes = await picture(64, 64, 1, noise).png().toBuffer();
    await writeFile(path('a.png'), bytes.subarray(0, bytes.length / 2));
    await expect(readImage(path('a.png'), [2, 2, 1])).rejects.toThrow(/a\.png is damaged: /);
  });

  it('a PNG of more pixels than any picture has', async () => {
    const bytes = await picture(1, 1, 1, [0]).png().toBuffer();
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    // The header's checksum, of the type and its 13 bytes.
    bytes.writeUInt32BE(checksum(bytes.subarray(12, 29)), 29);
    await writeFile(path('a.png'), bytes);
    await expect(readImage(path('a.png'), [2, 2, 1])).rejects.toThrow('has more than 100,000,000 pixels');
  });

  it.each([[[784]], [[2, 2, 4]], [[8, 2, 2, 1]]])('an input of %j', async (shape) => {
    await mkdir(path('x'));
    await picture(1, 1, 1, [0]).png().toFile(path('a.png'));
    await expect(readImage(path('a.png'), shape)).rejects.toThrow(
      `the network's input is ${shape.join('x')}; a picture has height, width, and 1 or 3 channels`,
    );
  });
});

/** CRC-32 as PNG's specification gives it, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let state = 0xffffffff;
  for (const byte of bytes) {
    state ^= byte;
    for (let bit = 0; bit < 8; bit++) state = (state >>> 1) ^ (state & 1 ? 0xedb88320 : 0);
  }
  return (state ^ 0xffffffff) >>> 0;
}
