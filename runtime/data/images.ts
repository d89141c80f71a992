// PNG and JPEG pictures as a network's input: upright; stretched to the input's height and width,
// the aspect ratio giving way, by linear interpolation, which averages where it shrinks; grey or
// RGB as the input's channels say; transparent parts black; bytes as 0..1.

import { readFile, stat } from 'node:fs/promises';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { reasonOf, systemCode } from '../failure.js';
import type { Tensor } from '../tensor.js';
import { numberText, sizeText } from '../text.js';
import { DataError } from './data-error.js';
import { unitOfByte } from './unit-scale.js';

type Sharp = typeof import('sharp').default;

/** Larger files and pictures are refused before they are decoded. */
const maximumFileBytes = 256 * 2 ** 20;
const maximumPixels = 100_000_000;

const signatures = {
  png: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  jpeg: Buffer.from([0xff, 0xd8, 0xff]),
};

async function loadSharp(): Promise<Sharp> {
  try {
    return (await import('sharp')).default;
  } catch (error) {
    throw new DataError(
      'reading pictures needs the package sharp, which is not installed or does not load',
      'npm i sharp',
      {
        cause: error,
      },
    );
  }
}

async function readPicture(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > maximumFileBytes) {
      throw new DataError(
        `${file} has ${numberText(size)} bytes; at most ${numberText(maximumFileBytes)} are read`,
      );
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof DataError) throw error;
    const cause = { ENOENT: 'does not exist', EISDIR: 'is a folder' }[systemCode(error)];
    throw new DataError(`the picture ${file} ${cause ?? 'cannot be read'}`, 'check the path', {
      cause: error,
    });
  }
}

function checkFormat(bytes: Buffer, file: string): void {
  const known = Object.values(signatures).some((signature) =>
    bytes.subarray(0, signature.length).equals(signature),
  );
  if (!known) throw new DataError(`${file} is neither PNG nor JPEG`, 'convert it to one of them');
}

/** Height, width and channels of an input that a picture can fill. */
function pictureShape(input: Shape): { height: number; width: number; channels: 1 | 3 } {
  const [height, width, channels = 1] = input;
  const fits = (input.length === 2 || input.length === 3) && (channels === 1 || channels === 3);
  if (fits) return { height, width, channels };
  throw new DataError(
    `the network's input is ${sizeText(input)}; a picture has height, width, and 1 or 3 channels`,
    'use a model whose input is HxWx1 or HxWx3',
  );
}

async function decode(sharp: Sharp, bytes: Buffer, input: Shape): Promise<Buffer> {
  const { height, width, channels } = pictureShape(input);
  const upright = sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error' })
    .autoOrient()
    .flatten({ background: 'black' })
    .resize(width, height, { fit: 'fill', kernel: 'linear' });
  const coloured = channels === 1 ? upright.toColourspace('b-w') : upright.toColourspace('srgb');
  return coloured.raw({ depth: 'uchar' }).toBuffer();
}

function decodeError(file: string, error: unknown): DataError {
  const reason = reasonOf(error);
  if (/pixel limit/i.test(reason)) {
    return new DataError(
      `${file} has more than ${numberText(maximumPixels)} pixels`,
      'make it smaller first',
    );
  }
  return new DataError(`${file} is damaged: ${reason}`, 'open it in a viewer and save it again', {
    cause: error,
  });
}

/**
 * Reads one picture as [height, width, channels] of a network's input.
 * @throws DataError where the file is missing, damaged, too large or no picture
 */
export async function readImage(file: string, input: Shape): Promise<Tensor> {
  const bytes = await readPicture(file);
  checkFormat(bytes, file);
  pictureShape(input);
  const sharp = await loadSharp();
  const pixels = await decode(sharp, bytes, input).catch((error: unknown) => {
    throw decodeError(file, error);
  });
  if (pixels.length !== sizeOf(input)) throw decodeError(file, new Error('its channels cannot be read'));
  return { shape: input, data: Float32Array.from(pixels, (byte) => unitOfByte[byte]) };
}
