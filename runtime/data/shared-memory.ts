// Memory that all threads see: what samples are kept in, so that no thread has a copy of its own.

export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

export function sharedNumbers(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

/** These values where all threads see them; copied only if they are not there yet. */
export function asShared(values: Uint8Array | Float32Array): Uint8Array | Float32Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const shared = values instanceof Uint8Array ? sharedBytes(values.length) : sharedNumbers(values.length);
  shared.set(values);
  return shared;
}
