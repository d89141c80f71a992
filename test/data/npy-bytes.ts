// Writes .npy files byte by byte, as NumPy does.

export interface NpyOptions {
  readonly fortran?: boolean;
  readonly version?: 1 | 2;
}

/** Magic, version, length, the dictionary padded to 64 bytes, the data. */
export function npyBytes(
  descriptor: string,
  axes: readonly number[],
  data: Uint8Array,
  { fortran = false, version = 1 }: NpyOptions = {},
): Buffer {
  const shape = axes.length === 1 ? `(${axes[0]},)` : `(${axes.join(', ')})`;
  const order = fortran ? 'True' : 'False';
  const text = `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  const start = version === 1 ? 10 : 12;
  const padded = `${text.padEnd(Math.ceil((start + text.length + 1) / 64) * 64 - start - 1)}\n`;
  const head = Buffer.alloc(start);
  head.write('\x93NUMPY', 'latin1');
  head[6] = version;
  if (version === 1) head.writeUInt16LE(padded.length, 8);
  else head.writeUInt32LE(padded.length, 8);
  return Buffer.concat([head, Buffer.from(padded, 'latin1'), data]);
}

/** Bytes of numbers of one of NumPy's types. */
export function numberBytes(descriptor: string, numbers: readonly number[]): Buffer {
  const little = !descriptor.startsWith('>');
  const type = descriptor.replace(/^[<>|=]/, '');
  const data = Buffer.alloc(numbers.length * Number(type[1]));
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  numbers.forEach((number, i) => {
    const at = i * Number(type[1]);
    const write: Readonly<Record<string, () => void>> = {
      u1: () => view.setUint8(at, number),
      b1: () => view.setUint8(at, number),
      i1: () => view.setInt8(at, number),
      u2: () => view.setUint16(at, number, little),
      i2: () => view.setInt16(at, number, little),
      u4: () => view.setUint32(at, number, little),
      i4: () => view.setInt32(at, number, little),
      u8: () => view.setBigUint64(at, BigInt(number), little),
      i8: () => view.setBigInt64(at, BigInt(number), little),
      f4: () => view.setFloat32(at, number, little),
      f8: () => view.setFloat64(at, number, little),
    };
    write[type]();
  });
  return data;
}

export function npyOf(descriptor: string, axes: readonly number[], numbers: readonly number[]): Buffer {
  return npyBytes(descriptor, axes, numberBytes(descriptor, numbers));
}
