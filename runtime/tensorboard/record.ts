// The framing of TFRecord files: length, its checksum, the data, its checksum, all little-endian
// (https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details).

import { maskedCrc32c } from './crc32c.js';

const lengthBytes = 8;
const checksumBytes = 4;

export function recordOf(data: Uint8Array): Uint8Array {
  const head = lengthBytes + checksumBytes;
  const record = new Uint8Array(head + data.length + checksumBytes);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(data.length), true);
  view.setUint32(lengthBytes, maskedCrc32c(record.subarray(0, lengthBytes)), true);
  record.set(data, head);
  view.setUint32(head + data.length, maskedCrc32c(data), true);
  return record;
}
