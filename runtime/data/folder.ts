// The names in a folder of data.

import { readdir } from 'node:fs/promises';
import { systemCode } from '../failure.js';
import { DataError } from './data-error.js';

/**
 * @throws DataError where there is no such folder
 */
export async function listFolder(folder: string): Promise<Set<string>> {
  try {
    return new Set(await readdir(folder));
  } catch (error) {
    const cause = { ENOENT: 'does not exist', ENOTDIR: 'is a file, not a folder' }[systemCode(error)];
    throw new DataError(
      `the data folder ${folder} ${cause ?? 'cannot be read'}`,
      "check the path: that of a train block is relative to the model's file, that of --data to the current folder",
      { cause: error },
    );
  }
}
