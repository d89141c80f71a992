// Writes IDX files byte by byte, sound ones and others.

/** Two zero bytes, the element type, the number of axes, each axis, the data. */
export function idxBytes(axes: readonly number[], data: Uint8Array, type = 0x08): Buffer {
  const header = Buffer.alloc(4 + 4 * axes.length);
  header[2] = type;
  header[3] = axes.length;
  axes.forEach((axis, i) => header.writeUInt32BE(axis, 4 + 4 * i));
  return Buffer.concat([header, data]);
}

/** Images whose bytes count up from 0. */
export function imageBytes(...axes: number[]): Buffer {
  const size = axes.reduce((product, axis) => product * axis, 1);
  return idxBytes(
    axes,
    Uint8Array.from({ length: size }, (_, i) => i),
  );
}

export function labelBytes(...labels: number[]): Buffer {
  return idxBytes([labels.length], Uint8Array.from(labels));
}
