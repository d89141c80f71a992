// A NumPy array as numbers, whatever its type and byte order.

import { numberText } from '../../text.js';
import { DataError } from '../data-error.js';
import { bytesOrNumbers } from '../narrow-values.js';
import { sharedBytes, sharedNumbers } from '../shared-memory.js';
import { readNpyHeader, type NpyHeader } from './npy-header.js';

export interface NpyArray {
  /** As messages name it. */
  readonly file: string;
  readonly axes: readonly number[];
  /** Bytes where all are whole numbers from 0 to 255; in memory that all threads see. */
  readonly values: Uint8Array | Float32Array;
}

function bytesOf(data: Buffer): Uint8Array {
  const values = sharedBytes(data.length);
  values.set(data);
  return values;
}

function numbersOf(data: Buffer, { type, littleEndian, count, axes }: NpyHeader, file: string): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values = sharedNumbers(count);
  for (let i = 0; i < count; i++) {
    values[i] = type.read(view, i * type.bytes, littleEndian);
    if (!Number.isFinite(values[i])) throw notFinite(values[i], i, axes, file);
  }
  return values;
}

function notFinite(value: number, index: number, axes: readonly number[], file: string): DataError {
  const sample = Math.floor(index / (axes.slice(1).reduce((product, axis) => product * axis, 1) || 1));
  return new DataError(
    `${file} holds ${Number.isNaN(value) ? 'NaN' : 'an infinite number'} in sample ${numberText(sample)}`,
    'leave such samples out, or put numbers in their place',
  );
}

/**
 * @throws DataError where the bytes are no array that can be read
 */
export function readNpy(bytes: Buffer, file: string): NpyArray {
  const header = readNpyHeader(bytes, bytes.length, file);
  const data = bytes.subarray(header.length);
  const values = header.type.isByte ? bytesOf(data) : bytesOrNumbers(numbersOf(data, header, file));
  return { file, axes: header.axes, values };
}
