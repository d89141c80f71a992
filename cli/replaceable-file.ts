// Whether a file may be replaced by another text of it: renaming would pass over much of what forbids it.

import { access, constants, stat } from 'node:fs/promises';
import { Failure } from '../runtime/failure.js';
import { readSource } from './read-source.js';

/**
 * @param before what was read from the file
 * @throws Failure where it is no file, may not be written, or no longer holds that text
 */
export async function refuseToReplace(path: string, before: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true)
    throw new Failure(`${path} is not a file that can be replaced`, 'use --stdout');
  const isWritable = (stats.mode & 0o222) !== 0 && (await mayWrite(path));
  if (!isWritable)
    throw new Failure(`cannot write ${path}: it is read-only`, 'check its permissions, or use --stdout');
  const { text } = await readSource(path);
  if (text !== before)
    throw new Failure(`${path} was changed by another program meanwhile`, 'format it again');
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
