// Safetensors files of 32-bit floats: 8 bytes of header length, little-endian; a JSON header,
// filled up with spaces so that the data starts at a multiple of 8; the data, row-major and
// little-endian (https://huggingface.co/docs/safetensors, "Format"). As nearly every machine
// that runs Node is little-endian, numbers are copied as they lie.

import type { Tensor, Weights } from './tensor.js';
import { readSafetensorsHeader, type TensorEntry } from './safetensors-header.js';
import { WeightsError } from './weights-error.js';

export interface Safetensors {
  readonly tensors: Weights;
  readonly metadata: ReadonlyMap<string, string>;
}

const lengthBytes = 8;
const alignment = 8;

/** The format's own limit on the header. */
const maximumHeaderLength = 100_000_000;

function headerJson(tensors: Weights, metadata: ReadonlyMap<string, string>): string {
  const fields = [`"__metadata__":${JSON.stringify(Object.fromEntries(metadata))}`];
  let start = 0;
  for (const [name, { shape, data }] of tensors) {
    const end = start + data.byteLength;
    fields.push(
      `${JSON.stringify(name)}:${JSON.stringify({ dtype: 'F32', shape, data_offsets: [start, end] })}`,
    );
    start = end;
  }
  return `{${fields.join(',')}}`;
}

function padded(json: string): Buffer {
  const length = Buffer.byteLength(json);
  const header = Buffer.alloc(Math.ceil(length / alignment) * alignment, ' ');
  header.write(json);
  return header;
}

/**
 * The bytes of a file that holds these tensors, in the order given.
 * @throws RangeError for a tensor named `__metadata__`, a name that the format keeps for itself
 */
export function encodeSafetensors(
  tensors: Weights,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  if (tensors.has('__metadata__')) throw new RangeError('no tensor can be named __metadata__');
  const header = padded(headerJson(tensors, metadata));
  const parts = [...tensors.values()].map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...parts]);
}

function headerLengthOf(bytes: Uint8Array, file: string): number {
  const remedy = 'download or train the weights again';
  if (bytes.length < lengthBytes) {
    throw new WeightsError(`${file} is no safetensors file: it has only ${bytes.length} bytes`, remedy);
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > maximumHeaderLength) {
    throw new WeightsError(`${file} is no safetensors file: its header would have ${length} bytes`, remedy);
  }
  if (length > bytes.length - lengthBytes) {
    throw new WeightsError(
      `${file} is truncated: its header should have ${length} bytes, ${bytes.length - lengthBytes} follow`,
      remedy,
    );
  }
  return Number(length);
}

function headerText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WeightsError(`${file} is no safetensors file: its header is not UTF-8`);
  }
}

/** A copy, since data in a file need not lie where floats can be read in place. */
function tensorOf(data: Uint8Array, { shape, start, end }: TensorEntry): Tensor {
  const copy = new Uint8Array(end - start);
  copy.set(data.subarray(start, end));
  return { shape, data: new Float32Array(copy.buffer) };
}

/**
 * Reads the bytes of a safetensors file.
 * @param file its name, for messages
 * @throws WeightsError for anything that is not a sound file of 32-bit floats
 */
export function decodeSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const length = headerLengthOf(bytes, file);
  const json = headerText(bytes.subarray(lengthBytes, lengthBytes + length), file);
  const data = bytes.subarray(lengthBytes + length);
  const { entries, metadata } = readSafetensorsHeader(json, data.length, file);
  return { tensors: new Map(entries.map((entry) => [entry.name, tensorOf(data, entry)])), metadata };
}
