// Tells a file that cnnc wrote, which may be written again, from a person's own work.

import { open, stat } from 'node:fs/promises';
import { Failure, systemCode } from '../runtime/failure.js';

const mark = '// Compiled by cnnc ';
const firstLineAtMost = 512;

/** @throws Failure where the path is a file that cnnc did not write */
export async function refuseToOverwrite(path: string): Promise<void> {
  // A device such as /dev/null holds nothing to lose; what cannot be written, writing will say.
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined || !existing.isFile() || existing.size === 0) return;
  if ((await firstLine(path)).startsWith(mark)) return;
  throw new Failure(
    `${path} is there already, and cnnc did not write it`,
    'choose another name with -o, or overwrite it with --force',
  );
}

async function firstLine(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(firstLineAtMost), 0, firstLineAtMost, 0);
      return buffer.toString('utf8', 0, bytesRead).split('\n')[0];
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
