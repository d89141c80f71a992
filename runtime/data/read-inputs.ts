// What a network is to be shown, from a file: a picture, or the samples of a NumPy array.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { countOf, sizeText } from '../text.js';
import { DataError } from './data-error.js';
import type { InputTreatment } from './input-treatment.js';
import { readNpy, type NpyArray } from './npy/npy-array.js';
import { readWhole } from './npy/npy-files.js';
import { decodePicture } from './pictures/decode-picture.js';
import { scaledCopy } from './scaled-images.js';

export interface NamedInput {
  /** The file; of an array with several samples also which, as `digits.npy[3]`. */
  readonly name: string;
  /** As many numbers as the input has. */
  readonly data: Float32Array;
}

/** How many samples an array holds: one of the input's shape (ones left out or not), or many of them. */
function countIn({ axes, values, file }: NpyArray, input: Shape): number {
  const plain = (shape: Shape) => shape.filter((size) => size !== 1).join();
  const [count, ...rest] = axes;
  if (values.length === sizeOf(input) && plain(axes) === plain(input)) return 1;
  if (count > 0 && (plain(rest) === plain(input) || rest.join() === `${sizeOf(input)}`)) return count;
  throw new DataError(
    `${file} has the shape ${axes.join('x') || '()'}, but the network's input is ${sizeText(input)}`,
    `save one sample of that shape, or many along a first axis`,
  );
}

function samplesOf(array: NpyArray, input: Shape, { scale }: InputTreatment): NamedInput[] {
  const { axes, values, file } = array;
  const size = sizeOf(input);
  const copy = scaledCopy(values instanceof Uint8Array, scale);
  const isBatch = axes.length > input.length || countIn(array, input) > 1;
  return Array.from({ length: countIn(array, input) }, (_, sample) => {
    const data = new Float32Array(size);
    copy(values, sample * size, size, data, 0);
    return { name: isBatch ? `${file}[${sample}]` : file, data };
  });
}

export function isArrayFile(file: string): boolean {
  return /\.npy$/i.test(file);
}

async function pictureInput(file: string, input: Shape, treatment: InputTreatment): Promise<NamedInput> {
  const pixels = await decodePicture(file, input, treatment.resize);
  const data = new Float32Array(pixels.length);
  scaledCopy(true, treatment.scale)(pixels, 0, pixels.length, data, 0);
  return { name: file, data };
}

/**
 * The samples in a file, treated as those of the training were.
 * @throws DataError
 */
export async function readInputs(
  file: string,
  input: Shape,
  treatment: InputTreatment,
): Promise<readonly NamedInput[]> {
  if (!isArrayFile(file)) return [await pictureInput(file, input, treatment)];
  return samplesOf(readNpy(await readWhole(file), file), input, treatment);
}

/** `scale` has one number for all channels, or as many as the input has. @throws DataError */
export function checkTreatment({ scale }: InputTreatment, input: Shape): void {
  const channels = input.at(-1) ?? 1;
  const numbers = scale.factor.length;
  if (numbers === 1 || numbers === channels) return;
  throw new DataError(
    `the weights scale ${countOf(numbers, 'channel')}, but the network's input, ${sizeText(input)}, has ${channels}`,
    'use weights that were trained for this network',
  );
}
