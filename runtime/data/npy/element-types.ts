// The types of numbers in .npy files, by NumPy's names for them.

export interface ElementType {
  readonly bytes: number;
  /** Whether it is a byte 0..255; what is not becomes a float32. */
  readonly isByte: boolean;
  read(view: DataView, at: number, littleEndian: boolean): number;
}

/** Numbers that are no bytes. */
function wide(bytes: number, read: ElementType['read']): ElementType {
  return { bytes, isByte: false, read };
}

export const elementTypes: ReadonlyMap<string, ElementType> = new Map<string, ElementType>([
  ['u1', { bytes: 1, isByte: true, read: (view, at) => view.getUint8(at) }],
  ['b1', wide(1, (view, at) => Number(view.getUint8(at) !== 0))],
  ['i1', wide(1, (view, at) => view.getInt8(at))],
  ['u2', wide(2, (view, at, little) => view.getUint16(at, little))],
  ['i2', wide(2, (view, at, little) => view.getInt16(at, little))],
  ['u4', wide(4, (view, at, little) => view.getUint32(at, little))],
  ['i4', wide(4, (view, at, little) => view.getInt32(at, little))],
  ['u8', wide(8, (view, at, little) => Number(view.getBigUint64(at, little)))],
  ['i8', wide(8, (view, at, little) => Number(view.getBigInt64(at, little)))],
  ['f4', wide(4, (view, at, little) => view.getFloat32(at, little))],
  ['f8', wide(8, (view, at, little) => view.getFloat64(at, little))],
]);
