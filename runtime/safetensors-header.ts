// The JSON head of a safetensors file, read as text that nobody vouches for.

import { WeightsError } from './weights-error.js';

export interface TensorEntry {
  readonly name: string;
  readonly shape: readonly number[];
  /** Offsets into the data, in bytes; `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  /** In the order of their data, which they cover without a gap. */
  readonly entries: readonly TensorEntry[];
  readonly metadata: ReadonlyMap<string, string>;
}

const bytesPerNumber = 4;

function fail(file: string, problem: string): never {
  throw new WeightsError(
    `${file} is not a sound safetensors file: ${problem}`,
    'download or train the weights again',
  );
}

/** The first key that an object of this valid JSON text has twice; JSON.parse would keep the last. */
function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  let previous = '';
  for (const [token] of json.matchAll(/"(?:[^"\\]+|\\.)*"|[{}[\],:]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const keys = open[open.length - 1];
      const key = JSON.parse(previous) as string;
      if (keys.has(key)) return key;
      keys.add(key);
    }
    previous = token;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(json: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fail(file, 'its header is not valid JSON');
  }
  if (!isRecord(value)) return fail(file, 'its header is not an object');
  const twice = duplicateKey(json);
  return twice === undefined ? value : fail(file, `its header names ${JSON.stringify(twice)} twice`);
}

function readMetadata(value: unknown, file: string): Map<string, string> {
  if (value === undefined) return new Map();
  if (!isRecord(value)) return fail(file, '__metadata__ is not an object');
  const entries = Object.entries(value).map(([key, text]): [string, string] =>
    typeof text === 'string'
      ? [key, text]
      : fail(file, `__metadata__ holds something else than text at ${key}`),
  );
  return new Map(entries);
}

/** Whole numbers from 0 that are still exact. */
function sizes(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const numbers: unknown[] = value;
  return numbers.every((size) => Number.isSafeInteger(size) && (size as number) >= 0)
    ? (numbers as number[])
    : undefined;
}

function readEntry(name: string, value: unknown, dataLength: number, file: string): TensorEntry {
  const label = JSON.stringify(name);
  if (!isRecord(value)) return fail(file, `the entry of ${label} is not an object`);
  if (value.dtype !== 'F32') {
    throw new WeightsError(
      `${file}: ${label} has the type ${JSON.stringify(value.dtype)}; only F32 is read`,
      'convert the weights to 32-bit floats',
    );
  }
  const shape = sizes(value.shape) ?? fail(file, `the shape of ${label} is not a list of sizes`);
  const offsets = sizes(value.data_offsets);
  if (offsets?.length !== 2) return fail(file, `the offsets of ${label} are not two positions`);
  const [start, end] = offsets;
  if (start > end || end > dataLength) {
    return fail(file, `the offsets of ${label}, ${start} to ${end}, leave its ${dataLength} bytes of data`);
  }
  const needed = shape.reduce((product, size) => product * size, bytesPerNumber);
  if (end - start !== needed) {
    return fail(
      file,
      `${label} of shape [${shape.join(', ')}] needs ${needed} bytes, but has ${end - start}`,
    );
  }
  return { name, shape, start, end };
}

/** The format wants the data covered once: no overlap that would smuggle, no gap that would hide. */
function checkCoverage(entries: readonly TensorEntry[], dataLength: number, file: string): void {
  let covered = 0;
  for (const { name, start, end } of entries) {
    if (start < covered) fail(file, `the data of ${JSON.stringify(name)} overlaps that of another weight`);
    if (start > covered)
      fail(file, `${start - covered} bytes of data before ${JSON.stringify(name)} belong to no weight`);
    covered = end;
  }
  if (covered < dataLength) fail(file, `${dataLength - covered} bytes at its end belong to no weight`);
}

/**
 * Reads and checks the header.
 * @param json the header's text
 * @param dataLength how many bytes follow it
 * @throws WeightsError
 */
export function readSafetensorsHeader(json: string, dataLength: number, file: string): SafetensorsHeader {
  const { __metadata__: metadata, ...tensors } = parseObject(json, file);
  const entries = Object.entries(tensors)
    .map(([name, value]) => readEntry(name, value, dataLength, file))
    .sort((first, second) => first.start - second.start || first.end - second.end);
  checkCoverage(entries, dataLength, file);
  return { entries, metadata: readMetadata(metadata, file) };
}
