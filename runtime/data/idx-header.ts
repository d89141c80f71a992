// The head of an IDX file: two zero bytes, the type of the elements, the number of axes, then
// each axis as a big-endian 32-bit number (http://yann.lecun.com/exdb/mnist, "file formats").

import { countOf, numberText } from '../text.js';
import { DataError } from './data-error.js';

export type IdxContent = 'images' | 'labels';

/** A file may claim at most 2 GiB of data, about 45 times MNIST. */
export const maximumBytes = 2 ** 31;

const elementTypes: Readonly<Record<number, string>> = {
  0x08: 'unsigned bytes',
  0x09: 'signed bytes',
  0x0b: '16-bit integers',
  0x0c: '32-bit integers',
  0x0d: '32-bit floats',
  0x0e: '64-bit floats',
};

export interface IdxHeader {
  readonly axes: readonly number[];
  /** Bytes of the header. */
  readonly length: number;
  /** Bytes of the data that follows. */
  readonly size: number;
}

function magicText(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.subarray(0, 4)).toString('hex')}`;
}

function checkMagic(bytes: Uint8Array, content: IdxContent, file: string): void {
  const [first, second, type, rank] = bytes;
  const found = `its first bytes are ${magicText(bytes)}`;
  if (first === 0x1f && second === 0x8b) {
    throw new DataError(`${file} is gzipped, but its name does not end in .gz`, 'add .gz to its name');
  }
  if (first !== 0 || second !== 0 || elementTypes[type] === undefined) {
    throw new DataError(`${file} is not an IDX file: ${found}`, 'download the file again');
  }
  if (type !== 0x08) {
    throw new DataError(`${file} holds ${elementTypes[type]}, where unsigned bytes are expected: ${found}`);
  }
  checkRank(rank, content, `${file} is mislabelled`, found);
}

function checkRank(rank: number, content: IdxContent, prefix: string, found: string): void {
  const fits = content === 'labels' ? rank === 1 : rank === 3 || rank === 4;
  if (fits) return;
  const holds = rank === 1 ? 'labels' : rank === 3 || rank === 4 ? 'images' : countOf(rank, 'axis', 'axes');
  throw new DataError(
    `${prefix}: it holds ${holds}, where ${content} are expected (${found})`,
    'look whether the files of images and labels were swapped',
  );
}

/** How many bytes the header takes, known from its first four. */
export function headerLength(bytes: Uint8Array): number {
  return 4 + 4 * bytes[3];
}

/**
 * Reads and checks the header of a file that should hold images or labels.
 * @throws DataError for anything else, and for sizes beyond reason
 */
export function readIdxHeader(bytes: Uint8Array, content: IdxContent, file: string): IdxHeader {
  if (bytes.length < 4) {
    throw new DataError(
      `${file} is truncated: it ends after ${countOf(bytes.length, 'byte')}`,
      'download it again',
    );
  }
  checkMagic(bytes, content, file);
  const length = headerLength(bytes);
  if (bytes.length < length) {
    throw new DataError(`${file} is truncated: it ends within its header`, 'download it again');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const axes = Array.from({ length: bytes[3] }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { axes, length, size: checkSize(axes, file) };
}

function checkSize(axes: readonly number[], file: string): number {
  if (axes.includes(0)) throw new DataError(`${file} is empty: its header says ${axes.join(' x ')}`);
  const size = axes.reduce((product, axis) => product * axis, 1);
  if (size <= maximumBytes) return size;
  throw new DataError(
    `${file} claims ${axes.map(numberText).join(' x ')} bytes; at most ${numberText(maximumBytes)} are read`,
    'its header is probably damaged: download it again',
  );
}
