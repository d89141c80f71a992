// Tells a file that cnnc wrote, which may be written again, from a person's own work.

import { open, stat } from 'node:fs/promises';
import { Failure, systemCode } from '../runtime/failure.js';

/** How files of a kind are told from others. */
export interface OwnFiles {
  /** Whether a file that starts like this is one of them. */
  readonly areLike: (start: Buffer) => boolean;
  /** What to do where a file is none of them. */
  readonly remedy: string;
}

const mark = '// Compiled by cnnc ';
const startAtMost = 512;

const modules: OwnFiles = {
  areLike: (start) => start.toString('utf8').startsWith(mark),
  remedy: 'choose another name with -o, or overwrite it with --force',
};

/** @throws Failure where the path is a file that cnnc did not write */
export async function refuseToOverwrite(path: string, own: OwnFiles = modules): Promise<void> {
  // A device such as /dev/null holds nothing to lose; what cannot be written, writing will say.
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined || !existing.isFile() || existing.size === 0) return;
  if (own.areLike(await startOf(path))) return;
  throw new Failure(`${path} is there already, and cnnc did not write it`, own.remedy);
}

async function startOf(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(startAtMost), 0, startAtMost, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Failure(
      `${path} is there already and cannot be read (${systemCode(error)})`,
      'choose another name with -o',
    );
  }
}
