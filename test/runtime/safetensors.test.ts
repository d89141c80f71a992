// Safetensors: every file that is written reads back, and no file can do harm.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../runtime/safetensors.js';
import type { Tensor } from '../../runtime/tensor.js';
import { WeightsError } from '../../runtime/weights-error.js';

/** A file of this header and so many bytes of data. */
function fileOf(header: string | Uint8Array, dataBytes = 0): Buffer {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(dataBytes)]);
}

function entry(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({ dtype: 'F32', shape: [2], data_offsets: [0, 8], ...changes });
}

function refusal(bytes: Uint8Array): WeightsError {
  let error: unknown;
  try {
    decodeSafetensors(bytes, 'w.safetensors');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(WeightsError);
  expect((error as WeightsError).message).toMatch(/^w\.safetensors/);
  return error as WeightsError;
}

const shape = fc.array(fc.nat(3), { maxLength: 4 });
const tensor = shape.chain((axes) => {
  const size = axes.reduce((product, axis) => product * axis, 1);
  return fc.float32Array({ minLength: size, maxLength: size }).map((data): Tensor => ({ shape: axes, data }));
});
const name = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', 'constructor', 'a/kernel', '0', 'ä€😀', '"}{'),
);
const tensors = fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 6 });

describe('what is written', () => {
  it('has the bytes that the format says', () => {
    const bytes = encodeSafetensors(
      new Map([['b', { shape: [2], data: Float32Array.of(1, -2) }]]),
      new Map([['k', 'v']]),
    );
    const header = '{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    const padding = ' '.repeat((8 - (header.length % 8)) % 8);
    const expected = Buffer.concat([
      Buffer.from([header.length + padding.length, 0, 0, 0, 0, 0, 0, 0]),
      Buffer.from(header + padding),
      Buffer.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]),
    ]);
    expect(Buffer.from(bytes)).toEqual(expected);
  });

  it('reads back', () => {
    fc.assert(
      fc.property(tensors, fc.array(fc.tuple(fc.string(), fc.string())), (list, metadata) => {
        const given = new Map(list.filter(([key]) => key !== '__metadata__'));
        const notes = new Map(metadata);
        const read = decodeSafetensors(encodeSafetensors(given, notes), 'w');
        expect(new Map([...read.tensors].sort())).toEqual(new Map([...given].sort()));
        expect(read.metadata).toEqual(notes);
      }),
    );
  });

  it('puts data at a multiple of 8', () => {
    for (const key of ['a', 'ab', 'ä', 'abcdefg']) {
      const bytes = encodeSafetensors(new Map([[key, { shape: [1], data: Float32Array.of(1) }]]));
      expect(Number(Buffer.from(bytes).readBigUInt64LE()) % 8).toBe(0);
    }
  });

  it('writes the part of a buffer that a tensor sees', () => {
    const whole = Float32Array.of(1, 2, 3, 4);
    const bytes = encodeSafetensors(new Map([['a', { shape: [2], data: whole.subarray(1, 3) }]]));
    expect(decodeSafetensors(bytes, 'w').tensors.get('a')?.data).toEqual(Float32Array.of(2, 3));
  });

  it('has no tensor under the name that the format keeps', () => {
    const tensors = new Map([['__metadata__', { shape: [], data: Float32Array.of(1) }]]);
    expect(() => encodeSafetensors(tensors)).toThrow(RangeError);
  });
});

describe('what is read', () => {
  it('may be made by others: another order, no metadata, no alignment', () => {
    const header = `{"b":${entry({ data_offsets: [4, 12] })},"a":${entry({ shape: [], data_offsets: [0, 4] })}} `;
    const bytes = fileOf(header, 12);
    bytes.writeFloatLE(5, bytes.length - 12);
    bytes.writeFloatLE(7, bytes.length - 4);
    const { tensors, metadata } = decodeSafetensors(bytes, 'w');
    expect(tensors.get('a')).toEqual({ shape: [], data: Float32Array.of(5) });
    expect(tensors.get('b')).toEqual({ shape: [2], data: Float32Array.of(0, 7) });
    expect(metadata.size).toBe(0);
  });

  it('takes __proto__ for a name like any other', () => {
    const { tensors } = decodeSafetensors(fileOf(`{"__proto__":${entry()}}`, 8), 'w');
    expect([...tensors.keys()]).toEqual(['__proto__']);
    expect(({} as { dtype?: unknown }).dtype).toBeUndefined();
  });
});

const hostile: [string, Uint8Array, RegExp][] = [
  ['empty', Buffer.alloc(0), /has only 0 bytes/],
  ['seven bytes', Buffer.alloc(7), /has only 7 bytes/],
  ['no header', fileOf(''), /header is not valid JSON/],
  ['a header of 2^64 − 1 bytes', Buffer.alloc(16, 255), /its header would have 18446744073709551615 bytes/],
  [
    'a header longer than the file',
    Buffer.from([100, 0, 0, 0, 0, 0, 0, 0, 123, 125]),
    /truncated: its header should have 100 bytes, 2 follow/,
  ],
  ['invalid UTF-8', fileOf(Uint8Array.of(0x7b, 0xff, 0x7d)), /not UTF-8/],
  ['invalid JSON', fileOf('{"a":'), /header is not valid JSON/],
  [
    'NaN as a size',
    fileOf('{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}', 8),
    /header is not valid JSON/,
  ],
  ['deep nesting', fileOf('{"a":'.repeat(100_000)), /header is not valid JSON/],
  ['a list', fileOf('[]'), /header is not an object/],
  ['null', fileOf('null'), /header is not an object/],
  ['an entry that is a number', fileOf('{"a":1}'), /the entry of "a" is not an object/],
  ['an entry that is null', fileOf('{"a":null}'), /the entry of "a" is not an object/],
  ['no dtype', fileOf(`{"a":${entry({ dtype: undefined })}}`, 8), /"a" has the type undefined; only F32/],
  ['half precision', fileOf(`{"a":${entry({ dtype: 'F16' })}}`, 8), /"a" has the type "F16"; only F32/],
  ['no shape', fileOf(`{"a":${entry({ shape: undefined })}}`, 8), /shape of "a" is not a list of sizes/],
  ['a negative size', fileOf(`{"a":${entry({ shape: [-2] })}}`, 8), /shape of "a" is not a list of sizes/],
  ['half a size', fileOf(`{"a":${entry({ shape: [1.5] })}}`, 8), /shape of "a" is not a list of sizes/],
  [
    'an infinite size',
    fileOf('{"a":{"dtype":"F32","shape":[1e999],"data_offsets":[0,8]}}', 8),
    /not a list of sizes/,
  ],
  ['a size beyond 2^53', fileOf(`{"a":${entry({ shape: [2 ** 53] })}}`, 8), /not a list of sizes/],
  [
    'sizes whose product overflows',
    fileOf(`{"a":${entry({ shape: [2 ** 52, 2 ** 52] })}}`, 8),
    /needs .* bytes, but has 8/,
  ],
  ['text as a size', fileOf(`{"a":${entry({ shape: ['2'] })}}`, 8), /not a list of sizes/],
  ['one offset', fileOf(`{"a":${entry({ data_offsets: [8] })}}`, 8), /offsets of "a" are not two positions/],
  [
    'negative offsets',
    fileOf(`{"a":${entry({ data_offsets: [-8, 0] })}}`, 8),
    /offsets of "a" are not two positions/,
  ],
  ['offsets backwards', fileOf(`{"a":${entry({ data_offsets: [8, 0] })}}`, 8), /leave its 8 bytes of data/],
  [
    'offsets past the end',
    fileOf(`{"a":${entry({ data_offsets: [8, 16] })}}`, 8),
    /leave its 8 bytes of data/,
  ],
  [
    'too few bytes',
    fileOf(`{"a":${entry({ shape: [3] })}}`, 8),
    /"a" of shape \[3\] needs 12 bytes, but has 8/,
  ],
  ['truncated data', fileOf(`{"a":${entry()}}`, 7), /offsets of "a", 0 to 8, leave its 7 bytes/],
  ['trailing data', fileOf(`{"a":${entry()}}`, 9), /1 bytes at its end belong to no weight/],
  [
    'a gap',
    fileOf(`{"a":${entry({ data_offsets: [4, 12] })}}`, 12),
    /4 bytes of data before "a" belong to no weight/,
  ],
  [
    'an overlap',
    fileOf(`{"a":${entry()},"b":${entry({ data_offsets: [4, 12] })}}`, 12),
    /data of "b" overlaps/,
  ],
  ['the same data twice', fileOf(`{"a":${entry()},"b":${entry()}}`, 8), /data of "b" overlaps/],
  ['a name twice', fileOf(`{"a":${entry()},"a":${entry()}}`, 8), /names "a" twice/],
  ['a name twice, once escaped', fileOf(`{"a":${entry()},"\\u0061":${entry()}}`, 8), /names "a" twice/],
  [
    'a field twice',
    fileOf('{"a":{"dtype":"F32","dtype":"F32","shape":[0],"data_offsets":[0,0]}}'),
    /names "dtype" twice/,
  ],
  ['metadata that is text', fileOf('{"__metadata__":"x"}'), /__metadata__ is not an object/],
  [
    'metadata with numbers',
    fileOf('{"__metadata__":{"x":1}}'),
    /__metadata__ holds something else than text at x/,
  ],
];

describe('a hostile file is refused', () => {
  it.each(hostile)('%s', (_, bytes, message) => {
    expect(refusal(bytes).message).toMatch(message);
  });

  it('whatever bytes are changed or cut', () => {
    const sound = encodeSafetensors(
      new Map([['a', { shape: [2, 1], data: Float32Array.of(1, 2) }]]),
      new Map([['k', 'v']]),
    );
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), fc.nat(sound.length), (at, to, cut) => {
        const bytes = Buffer.from(sound);
        bytes[at] = to;
        try {
          decodeSafetensors(bytes.subarray(0, cut), 'w');
        } catch (error) {
          expect(error).toBeInstanceOf(WeightsError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
