// Arrays in the files of a folder, `x_train.npy` and so on, or in one .npz, a zip of such files.

import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnzipFileInfo } from 'fflate';
import { systemCode } from '../../failure.js';
import { countOf, numberText } from '../../text.js';
import { DataError } from '../data-error.js';
import { listFolder } from '../folder.js';
import { maximumBytes } from '../idx-header.js';
import type { ArrayStore } from './array-source.js';
import { readNpy } from './npy-array.js';

const suffix = '.npy';

/** Deflate cannot shrink data further than about 1032 times (zlib's technical notes). */
const bestDeflateRatio = 1032;

function withoutSuffix(names: Iterable<string>): Set<string> {
  const arrays = [...names].filter((name) => name.endsWith(suffix));
  return new Set(arrays.map((name) => name.slice(0, -suffix.length)));
}

/** @throws DataError where there is no such file, or it is too large */
export async function readWhole(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size <= maximumBytes) return await readFile(file);
    throw new DataError(
      `${file} has ${countOf(size, 'byte')}; at most ${numberText(maximumBytes)} are read`,
      'split it, or save pictures as files and take `data images`',
    );
  } catch (error) {
    if (error instanceof DataError) throw error;
    const cause = { ENOENT: 'does not exist', EISDIR: 'is a folder, not a file' }[systemCode(error)];
    throw new DataError(`${file} ${cause ?? 'cannot be read'}`, 'check the path', { cause: error });
  }
}

export async function arraysInFolder(folder: string): Promise<ArrayStore> {
  const names = withoutSuffix(await listFolder(folder));
  const read = async (name: string) => {
    const file = join(folder, name + suffix);
    return readNpy(await readWhole(file), file);
  };
  return { path: folder, names, read };
}

function checkClaim({ name, size, originalSize }: UnzipFileInfo, file: string): void {
  if (originalSize <= Math.min(maximumBytes, (size + 1) * bestDeflateRatio)) return;
  throw new DataError(
    `${file}: ${name} claims ${countOf(originalSize, 'byte')} unpacked from ${numberText(size)}; at most ${numberText(maximumBytes)} are read`,
    'save it again with numpy.savez',
  );
}

function zipError(file: string, error: unknown): unknown {
  if (error instanceof DataError) return error;
  return new DataError(
    `${file} is damaged, truncated or no .npz file: ${error instanceof Error ? error.message : String(error)}`,
    'save it again with numpy.savez, or download it again',
    { cause: error },
  );
}

/** @throws DataError where it is no zip, or claims more than it can hold */
export async function arraysInZip(file: string): Promise<ArrayStore> {
  const { unzipSync } = await import('fflate');
  const bytes = await readWhole(file);
  const unzip = (filter: (entry: UnzipFileInfo) => boolean) => {
    try {
      return unzipSync(bytes, { filter });
    } catch (error) {
      throw zipError(file, error);
    }
  };
  const names: string[] = [];
  unzip(({ name }) => {
    names.push(name);
    return false;
  });
  const read = async (name: string) => {
    const found = unzip((entry) => {
      if (entry.name !== name + suffix) return false;
      checkClaim(entry, file);
      return true;
    })[name + suffix];
    return readNpy(Buffer.from(found.buffer, found.byteOffset, found.byteLength), `${file}: ${name}`);
  };
  return { path: file, names: withoutSuffix(names), read };
}
