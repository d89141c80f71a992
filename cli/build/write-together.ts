// Two files that belong together are written both or not at all: where the second cannot be, the first is
// put back as it was.

import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openFolder, writeAtomically } from '../../runtime/atomic-file.js';
import { systemCode } from '../../runtime/failure.js';

export interface FileToWrite {
  readonly path: string;
  readonly data: string | Uint8Array;
}

/** @throws WriteError where the system refuses one of them; then none of them has changed */
export async function writeTogether(first: FileToWrite, second: FileToWrite): Promise<void> {
  const kept = `${first.path}.${process.pid}.before`;
  const wasThere = await keep(first.path, kept);
  try {
    await writeAtomically(first.path, first.data);
    try {
      await writeAtomically(second.path, second.data);
    } catch (error) {
      await (wasThere ? rename(kept, first.path) : rm(first.path, { force: true }));
      throw error;
    }
  } finally {
    await rm(kept, { force: true });
  }
}

/** Copies a file that is there. */
async function keep(path: string, kept: string): Promise<boolean> {
  try {
    await copyFile(path, kept);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    // Says in words what keeps us from writing there.
    await openFolder(dirname(path));
    throw error;
  }
}
