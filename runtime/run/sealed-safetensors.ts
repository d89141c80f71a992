// Safetensors that carry a checksum of themselves: SHA-256 of all bytes, taken with zeros in the place of its
// own digits. To other readers it is a piece of metadata.

import { createHash } from 'node:crypto';
import { decodeSafetensors, encodeSafetensors, type Safetensors } from '../safetensors.js';
import type { Weights } from '../tensor.js';
import { WeightsError } from '../weights-error.js';

const key = 'sha256';
const blank = '0'.repeat(64);

/** In JSON no text can hold these quotes unescaped, so that they are found where the key is. */
const mark = Buffer.from(`"${key}":"`);

function checksumOf(bytes: Uint8Array, digitsAt: number): string {
  return createHash('sha256')
    .update(bytes.subarray(0, digitsAt))
    .update(blank)
    .update(bytes.subarray(digitsAt + blank.length))
    .digest('hex');
}

/** Where the digits of the checksum are; metadata comes first, so that little is searched. */
function digitsIn(bytes: Uint8Array): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(mark);
  return at < 0 ? -1 : at + mark.length;
}

export function encodeSealed(tensors: Weights, metadata: ReadonlyMap<string, string>): Uint8Array {
  const bytes = encodeSafetensors(tensors, new Map([[key, blank], ...metadata]));
  const at = digitsIn(bytes);
  bytes.set(Buffer.from(checksumOf(bytes, at)), at);
  return bytes;
}

/**
 * Reads what `encodeSealed` made.
 * @param file its name, for messages
 * @throws WeightsError where it has no checksum, or another one than it says
 */
export function decodeSealed(bytes: Uint8Array, file: string): Safetensors {
  const contents = decodeSafetensors(bytes, file);
  const said = contents.metadata.get(key);
  if (said === undefined) {
    throw new WeightsError(`${file} is no checkpoint: it has no checksum`, 'train from the start');
  }
  if (said !== checksumOf(bytes, digitsIn(bytes))) {
    throw new WeightsError(
      `${file} is damaged: its checksum does not match`,
      'restore it, or train from the start',
    );
  }
  return contents;
}
