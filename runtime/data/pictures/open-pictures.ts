// Makes a dataset of picture files: each is decoded once, so that broken ones are known before they
// are needed; what they decode to is kept where it fits into memory.

import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import type { Resize } from '../../../compiler/training-options.js';
import { countOf, numberText } from '../../text.js';
import { DataError } from '../data-error.js';
import type { BrokenSample, Dataset, Samples } from '../dataset.js';
import { memoryBudget } from '../memory-budget.js';
import { sharedBytes } from '../shared-memory.js';
import { coreCount, openCrew } from '../threads/crew.js';
import type { PictureFailure } from '../threads/picture-work.js';
import { checkTakesPictures } from './decode-picture.js';

export interface LabelledPictures {
  readonly name: string;
  readonly files: readonly string[];
  /** One a file. */
  readonly labels: ArrayLike<number>;
  readonly classNames: readonly string[] | undefined;
}

export interface OpenPicturesOptions {
  readonly input: Shape;
  readonly resize: Resize;
  /** Bytes that decoded pictures may take. */
  readonly memory?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onNotice?: ((text: string) => void) | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** The bundled worker. */
  readonly worker?: URL | undefined;
}

/** Pictures a job. */
const atOnce = 32;

/** Broken pictures that are listed one by one. */
const listed = 10;

async function readAll(
  files: readonly string[],
  shape: Shape,
  values: Uint8Array | undefined,
  { resize, signal, onProgress, worker }: OpenPicturesOptions,
): Promise<PictureFailure[]> {
  const crew = openCrew('pictures', { shape, resize, into: values }, { size: coreCount(), worker });
  const failures: PictureFailure[] = [];
  let next = 0;
  let done = 0;
  const keepBusy = async (): Promise<void> => {
    while (next < files.length) {
      signal?.throwIfAborted();
      const job = { first: next, files: files.slice(next, next + atOnce) };
      next += atOnce;
      failures.push(...(await crew.perform(job)));
      done += job.files.length;
      onProgress?.(done, files.length);
    }
  };
  // Ends the jobs between two pictures.
  const stop = () => void crew.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(Array.from({ length: crew.size }, keepBusy));
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await crew.close();
  }
  return failures.sort((first, second) => first.picture - second.picture);
}

/** Moves the sound pictures together, over the places of broken ones. */
function closeUp(values: Uint8Array, sound: readonly number[], size: number): Uint8Array {
  sound.forEach((picture, at) => {
    if (picture !== at) values.copyWithin(at * size, picture * size, (picture + 1) * size);
  });
  return values.subarray(0, sound.length * size);
}

function allBroken({ name }: LabelledPictures, broken: readonly BrokenSample[]): DataError {
  const reasons = broken.slice(0, 3).map(({ reason }) => reason);
  const all = broken.length === 1 ? 'the only picture' : `all ${countOf(broken.length, 'picture')}`;
  return new DataError(
    `${name}: ${all} cannot be read: ${reasons.join('; ')}${broken.length > 3 ? '; ...' : ''}`,
    'open some of them in a viewer, or fetch them again',
  );
}

function brokenText(broken: readonly BrokenSample[], total: number): string {
  const lines = broken.slice(0, listed).map(({ reason }) => `  ${reason}`);
  if (broken.length > listed) lines.push(`  and ${numberText(broken.length - listed)} more`);
  const left = broken.length === 1 ? 'is broken and left out' : 'are broken and left out';
  return [`${numberText(broken.length)} of ${countOf(total, 'picture')} ${left}:`, ...lines].join('\n');
}

const mebibyte = 2 ** 20;

function readText(count: number, seconds: number, bytes: number, kept: boolean): string {
  const size = `${numberText(Math.ceil(bytes / mebibyte))} MiB`;
  const where = kept
    ? `they stay in memory (${size})`
    : `they are decoded whenever they are needed, since ${size} is too much to keep in memory`;
  return `Read ${countOf(count, 'picture')} in ${seconds.toFixed(1)} s; ${where}.`;
}

/**
 * @throws DataError where there are none, or all are broken
 */
export async function openPictures(
  pictures: LabelledPictures,
  options: OpenPicturesOptions,
): Promise<Dataset> {
  const { name, files, classNames } = pictures;
  const { input, resize, memory = memoryBudget(), onNotice } = options;
  checkTakesPictures(input);
  const started = performance.now();
  const shape = input.length === 2 ? [...input, 1] : input;
  const bytes = files.length * sizeOf(shape);
  const values = bytes <= memory ? sharedBytes(bytes) : undefined;
  const failures = await readAll(files, shape, values, options);
  const seconds = (performance.now() - started) / 1000;
  onNotice?.(readText(files.length, seconds, bytes, values !== undefined));
  const broken = failures.map(({ picture, reason }) => ({ file: files[picture], reason }));
  if (broken.length === files.length) throw allBroken(pictures, broken);
  if (broken.length > 0) onNotice?.(brokenText(broken, files.length));
  const skipped = new Set(failures.map(({ picture }) => picture));
  const sound = files.map((_, picture) => picture).filter((picture) => !skipped.has(picture));
  const samples: Samples =
    values === undefined
      ? { kind: 'pictures', files: sound.map((picture) => files[picture]) }
      : { kind: 'memory', values: closeUp(values, sound, sizeOf(shape)) };
  const labels = Float32Array.from(sound, (picture) => pictures.labels[picture]);
  return { name, samples, labels, classNames, count: sound.length, shape, resize, broken };
}
