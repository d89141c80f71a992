// Replaces the text of a file by another one. To rename passes over much of what forbids that, so that it is
// looked for before.

import { access, constants, readFile, stat, writeFile } from 'node:fs/promises';
import { writeAtomically } from '../runtime/atomic-file.js';
import { Failure } from '../runtime/failure.js';
import { decode } from './source-text.js';

/** What to do where a file is not to be replaced, such as `use --stdout`. */
type Instead = string;

/**
 * Writes the file whole or not at all, but for one with several names: it is written where it lies, so that
 * they stay one file.
 * @param before what was read from it
 * @throws Failure where it is no file, may not be written, or no longer holds that text
 */
export async function replaceText(
  path: string,
  before: string,
  after: string,
  instead: Instead,
): Promise<void> {
  await refuseToReplace(path, before, instead);
  const { nlink } = await stat(path);
  await (nlink > 1 ? writeFile(path, after) : writeAtomically(path, after));
}

export async function refuseToReplace(path: string, before: string, instead: Instead): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true) throw new Failure(`${path} is not a file that can be replaced`, instead);
  const isWritable = (stats.mode & 0o222) !== 0 && (await mayWrite(path));
  if (!isWritable)
    throw new Failure(`cannot write ${path}: it is read-only`, `check its permissions, or ${instead}`);
  if (decode(path, await readFile(path)) !== before)
    throw new Failure(`${path} was changed by another program meanwhile`, 'run the command again');
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
