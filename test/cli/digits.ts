// A data set that a tiny network learns at once: 8x8 pictures in which one of four quarters is bright.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const side = 8;

/** Picture `index` belongs to class `index mod 4`. */
export function picture(index: number): Uint8Array {
  const quarter = index % 4;
  return Uint8Array.from({ length: side * side }, (_, at) => {
    const right = at % side >= side / 2 ? 1 : 0;
    const low = at >= (side * side) / 2 ? 2 : 0;
    const noise = (index * 31 + at * 17) % 40;
    return right + low === quarter ? 200 + noise : noise;
  });
}

function header(...sizes: number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * sizes.length);
  bytes.writeUInt32BE(0x0800 + sizes.length);
  sizes.forEach((size, at) => bytes.writeUInt32BE(size, 4 + 4 * at));
  return bytes;
}

async function writePart(folder: string, stem: string, count: number): Promise<void> {
  const pictures = Array.from({ length: count }, (_, index) => picture(index));
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 4);
  await writeFile(
    join(folder, `${stem}-images-idx3-ubyte`),
    Buffer.concat([header(count, side, side), ...pictures]),
  );
  await writeFile(join(folder, `${stem}-labels-idx1-ubyte`), Buffer.concat([header(count), labels]));
}

/** Writes training and test part into the folder. */
export async function writeQuarters(folder: string, training = 128, test = 32): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writePart(folder, 'train', training);
  await writePart(folder, 't10k', test);
}

export async function writePicture(file: string, index: number): Promise<void> {
  await sharp(picture(index), { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toFile(file);
}
