// CIFAR-10 and CIFAR-100 in their binary versions (https://www.cs.toronto.edu/~kriz/cifar.html): records of
// one label byte (CIFAR-100: a coarse and a fine one) and 32x32 pixels, red, green and blue one after the other.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { countOf, numberText } from '../text.js';
import { DataError } from './data-error.js';
import type { DataPart } from './data-part.js';
import { datasetInMemory, type Dataset } from './dataset.js';
import { listFolder } from './folder.js';
import { maximumBytes } from './idx-header.js';
import { sharedBytes } from './shared-memory.js';

export type CifarKind = 'cifar10' | 'cifar100';

interface Layout {
  readonly title: string;
  /** What the archive unpacks to. */
  readonly folder: string;
  readonly files: Readonly<Record<'train' | 'test', readonly string[]>>;
  readonly names: string;
  readonly labelBytes: number;
  readonly classes: number;
}

const layouts: Readonly<Record<CifarKind, Layout>> = {
  cifar10: {
    title: 'CIFAR-10',
    folder: 'cifar-10-batches-bin',
    files: {
      train: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}.bin`),
      test: ['test_batch.bin'],
    },
    names: 'batches.meta.txt',
    labelBytes: 1,
    classes: 10,
  },
  cifar100: {
    title: 'CIFAR-100',
    folder: 'cifar-100-binary',
    files: { train: ['train.bin'], test: ['test.bin'] },
    names: 'fine_label_names.txt',
    labelBytes: 2,
    classes: 100,
  },
};

const side = 32;
const plane = side * side;
const image = 3 * plane;

/** Takes records apart into labels and interleaved pixels, from the image `at` on. */
function readRecords(
  bytes: Uint8Array,
  file: string,
  { labelBytes, classes, title }: Layout,
  into: { readonly values: Uint8Array; readonly labels: number[] },
): void {
  const record = labelBytes + image;
  for (let start = 0; start < bytes.length; start += record) {
    // Of two labels the fine one is the last.
    const label = bytes[start + labelBytes - 1];
    if (label >= classes) {
      throw new DataError(
        `${file}: record ${numberText(start / record)} has the label ${label}, but ${title} has ${classes} classes`,
        'download it again',
      );
    }
    interleave(bytes, start + labelBytes, into.values, into.labels.length * image);
    into.labels.push(label);
  }
}

function interleave(bytes: Uint8Array, from: number, values: Uint8Array, to: number): void {
  for (let pixel = 0; pixel < plane; pixel++) {
    values[to + 3 * pixel] = bytes[from + pixel];
    values[to + 3 * pixel + 1] = bytes[from + plane + pixel];
    values[to + 3 * pixel + 2] = bytes[from + 2 * plane + pixel];
  }
}

async function recordsIn(file: string, { labelBytes, title }: Layout): Promise<number> {
  const { size } = await stat(file);
  const record = labelBytes + image;
  if (size > 0 && size % record === 0 && size <= maximumBytes) return size / record;
  throw new DataError(
    `${file} has ${countOf(size, 'byte')}, which is not a number of whole records of ${title} (${numberText(record)} bytes each)`,
    `download it again; the binary version is meant, not that for Python`,
  );
}

async function namesIn(folder: string, files: Set<string>, { names, classes }: Layout) {
  if (!files.has(names)) return undefined;
  const text = await readFile(join(folder, names), 'utf8');
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  // Names are a convenience: a file that is not as it should be is as good as none.
  return lines.length === classes ? lines.map((line) => line.trim()) : undefined;
}

/** The folder itself, or what the archive unpacked to within it. */
async function unpacked(folder: string, { folder: inner }: Layout) {
  const files = await listFolder(folder);
  if (!files.has(inner)) return { path: folder, files };
  const path = join(folder, inner);
  return { path, files: await listFolder(path) };
}

function wanted(path: string, files: Set<string>, layout: Layout, part: 'train' | 'test'): string[] {
  const missing = layout.files[part].filter((name) => !files.has(name));
  if (missing.length === 0) return layout.files[part].map((name) => join(path, name));
  throw new DataError(
    `${layout.title}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing in ${path}`,
    `unpack the binary version (${layout.folder}) there`,
  );
}

/**
 * @returns undefined for a validation part, which CIFAR does not have
 * @throws DataError
 */
export async function openCifar(
  kind: CifarKind,
  folder: string,
  part: DataPart,
): Promise<Dataset | undefined> {
  if (part === 'validation') return undefined;
  const layout = layouts[kind];
  const { path, files } = await unpacked(folder, layout);
  const paths = wanted(path, files, layout, part);
  const counts = await Promise.all(paths.map((file) => recordsIn(file, layout)));
  const values = sharedBytes(image * counts.reduce((sum, count) => sum + count, 0));
  const labels: number[] = [];
  for (const file of paths) readRecords(await readFile(file), file, layout, { values, labels });
  const classNames = await namesIn(path, files, layout);
  return datasetInMemory({ name: path, values, labels, shape: [side, side, 3], classNames });
}
