// Samples from NumPy arrays: `x_train` and `y_train`, `x_val` and `y_val`, `x_test` and `y_test`, from the
// files of a folder or of one .npz.

import { sizeOf, type Shape } from '../../../compiler/graph/value.js';
import { countOf, numberText, sizeText } from '../../text.js';
import { DataError } from '../data-error.js';
import { partNames, partWords, type DataPart } from '../data-part.js';
import { datasetInMemory, imageShape, type Dataset } from '../dataset.js';
import type { NpyArray } from './npy-array.js';

/** Where arrays are. */
export interface ArrayStore {
  readonly path: string;
  /** Without `.npy`. */
  readonly names: ReadonlySet<string>;
  read(name: string): Promise<NpyArray>;
}

interface ArrayPair {
  readonly x: string;
  readonly y: string;
}

function pairOf(names: ReadonlySet<string>, spellings: readonly string[]): ArrayPair | undefined {
  const suffix = spellings.find((spelling) => names.has(`x_${spelling}`) || names.has(`y_${spelling}`));
  return suffix === undefined ? undefined : { x: `x_${suffix}`, y: `y_${suffix}` };
}

function missing({ path, names }: ArrayStore, name: string, part: DataPart): DataError {
  const found = names.size === 0 ? 'no arrays' : [...names].sort().slice(0, 12).join(', ');
  return new DataError(
    `${path}: the ${partWords[part]} samples are missing: there is no \`${name}\` (it holds ${found})`,
    `call the arrays x_train and y_train, x_test and y_test`,
  );
}

/** [height, width, channels] of one sample; arrays of the very shape of the input, or as long as it, fill it. */
function sampleShape({ axes, file }: NpyArray, input: Shape): Shape {
  const own = axes.slice(1);
  const isInput = own.join() === input.join() || (own.length === 1 && own[0] === sizeOf(input));
  if (isInput) return imageShape(input);
  if (own.length === 2) return [...own, 1];
  if (own.length === 3 && `${own[1]}x${own[2]}x${own[0]}` === input.join('x')) {
    throw new DataError(
      `${file}: the samples are ${sizeText(own)}, channels first, but the network's input is ${sizeText(input)}`,
      'save numpy.moveaxis(x, 1, -1)',
    );
  }
  return imageShape(own);
}

/** Labels as they are, or as the place of the 1 in one-hot rows. */
function labelsIn({ axes, values, file }: NpyArray): Float32Array {
  const [count, width = 1] = axes;
  if (axes.length > 2 || axes.length === 0) {
    throw new DataError(
      `${file} has the shape ${axes.join('x') || '()'}, where a label a sample is expected`,
    );
  }
  if (width === 1) return Float32Array.from(values);
  return Float32Array.from({ length: count }, (_, sample) => {
    const row = values.subarray(sample * width, (sample + 1) * width);
    const place = row.indexOf(1);
    if (place >= 0 && row.every((value, at) => value === (at === place ? 1 : 0))) return place;
    throw new DataError(
      `${file} has the shape ${axes.join('x')}, but row ${numberText(sample)} is not one-hot: one 1 and else 0`,
      'save the number of the class, or one number, for each sample',
    );
  });
}

function combine(x: NpyArray, y: NpyArray, input: Shape, path: string): Dataset {
  const [count = 0] = x.axes;
  if (count === 0 || x.values.length === 0) throw new DataError(`${x.file} holds no samples`);
  if (y.axes[0] !== count) {
    throw new DataError(
      `${path} holds ${countOf(count, 'sample')} (${x.file}) but ${countOf(y.axes[0] ?? 1, 'label')} (${y.file})`,
      'save as many labels as samples',
    );
  }
  return datasetInMemory({ name: path, values: x.values, labels: labelsIn(y), shape: sampleShape(x, input) });
}

/**
 * @returns undefined for a validation part that is not there
 * @throws DataError
 */
export async function openArrays(
  store: ArrayStore,
  part: DataPart,
  input: Shape,
): Promise<Dataset | undefined> {
  const pair = pairOf(store.names, partNames[part]);
  if (pair === undefined) {
    if (part === 'validation') return undefined;
    throw missing(store, `x_${part}`, part);
  }
  for (const name of [pair.x, pair.y]) if (!store.names.has(name)) throw missing(store, name, part);
  return combine(await store.read(pair.x), await store.read(pair.y), input, store.path);
}
