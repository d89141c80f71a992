// A picture file as the bytes of a network's input: upright, transparent parts black, grey or RGB as the
// input's channels say, brought to its height and width by linear interpolation, which averages where it
// shrinks. Of an animation the first frame counts.

import { readFile, stat } from 'node:fs/promises';
import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { Resize } from '../../../compiler/training-options.js';
import { Failure, reasonOf, systemCode } from '../../failure.js';
import { numberText, sizeText } from '../../text.js';
import { DataError } from '../data-error.js';
import { pictureFormats, startsLikePicture } from './picture-format.js';

type Sharp = typeof import('sharp').default;

/** Larger files and pictures are refused before they are decoded. */
const maximumFileBytes = 256 * 2 ** 20;
const maximumPixels = 100_000_000;

/** `stretch` lets the aspect ratio give way, `fit` adds black bars, `crop` cuts the middle out. */
const fits = { stretch: 'fill', fit: 'contain', crop: 'cover' } as const;

/** Pictures come one after the other and never again, so that nothing of them is worth keeping. */
export async function loadSharp(): Promise<Sharp> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  } catch (error) {
    // No matter of a picture: what passes over broken ones must not pass over this.
    throw new Failure(
      'reading pictures needs the package sharp, which is not installed or does not load',
      'npm i sharp',
      { cause: error },
    );
  }
}

async function readPicture(file: string): Promise<Buffer> {
  try {
    const found = await stat(file);
    if (found.size > maximumFileBytes) {
      throw new DataError(
        `${file} has ${numberText(found.size)} bytes; at most ${numberText(maximumFileBytes)} are read`,
      );
    }
    if (!found.isFile() && !found.isDirectory()) throw new DataError(`${file} is a device or pipe, no file`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof DataError) throw error;
    const cause = { ENOENT: 'does not exist', EISDIR: 'is a folder' }[systemCode(error)];
    throw new DataError(`the picture ${file} ${cause ?? 'cannot be read'}`, 'check the path', {
      cause: error,
    });
  }
}

interface Size {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Height, width and channels of an input that a picture can fill. */
function pictureSize(input: Shape): Size {
  const [height, width, channels = 1] = input;
  const fills = (input.length === 2 || input.length === 3) && (channels === 1 || channels === 3);
  if (fills) return { height, width, channels };
  throw new DataError(
    `the network's input is ${sizeText(input)}; a picture has height, width, and 1 or 3 channels`,
    'use a model whose input is HxWx1 or HxWx3',
  );
}

/** @throws DataError where no picture can fill such an input */
export function checkTakesPictures(input: Shape): void {
  pictureSize(input);
}

async function decode(sharp: Sharp, bytes: Buffer, size: Size, resize: Resize): Promise<Buffer> {
  const upright = sharp(bytes, { limitInputPixels: maximumPixels, failOn: 'error' })
    .autoOrient()
    .flatten({ background: 'black' })
    .resize(size.width, size.height, { fit: fits[resize], background: 'black', kernel: 'linear' });
  const coloured = size.channels === 1 ? upright.toColourspace('b-w') : upright.toColourspace('srgb');
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
 * The bytes of one picture in the order of the input, [height, width, channels].
 * @throws DataError where the file is missing, damaged, too large or no picture
 */
export async function decodePicture(file: string, input: Shape, resize: Resize): Promise<Uint8Array> {
  const bytes = await readPicture(file);
  if (!startsLikePicture(bytes)) {
    throw new DataError(`${file} is no ${pictureFormats} file`, 'convert it to one of them');
  }
  const size = pictureSize(input);
  const sharp = await loadSharp();
  const pixels = await decode(sharp, bytes, size, resize).catch((error: unknown) => {
    throw decodeError(file, error);
  });
  if (pixels.length !== sizeOf(input)) throw decodeError(file, new Error('its channels cannot be read'));
  return pixels;
}
