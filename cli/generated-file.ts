// Tells a file that cnnc wrote, which may be written again, from a person's own work.

import { open } from 'node:fs/promises';
import { Failure, systemCode } from '../runtime/failure.js';

/** Stands in the first line of every generated file, whatever the comments of its language look like. */
const mark = /\bcnnc\b/;
const firstLineAtMost = 512;

/** @throws Failure where the path is a file that cnnc did not write */
export async function refuseToOverwrite(path: string): Promise<void> {
  const line = await firstLine(path);
  if (line === undefined || line === '' || mark.test(line)) return;
  throw new Failure(
    `${path} is there already, and cnnc did not write it`,
    'choose another name with -o, or overwrite it with --force',
  );
}

/** Undefined where there is no file; an empty file holds nothing to lose. */
async function firstLine(path: string): Promise<string | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      // A device such as /dev/null holds nothing either, and reading from one might never end.
      if (!(await file.stat()).isFile()) return undefined;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(firstLineAtMost), 0, firstLineAtMost, 0);
      return buffer.toString('utf8', 0, bytesRead).split('\n')[0];
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'EISDIR') return undefined;
    throw new Failure(`cannot read ${path}, which would be overwritten: ${String(systemCode(error))}`);
  }
}
