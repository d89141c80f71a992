// Files appear whole or not at all: written under a temporary name beside the target, flushed to
// the disk, then renamed. Whatever fails, the temporary file goes and an older target stays.

import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure, reasonOf, systemCode } from './failure.js';

/** A file or folder that cannot be written. */
export class WriteError extends Failure {}

/** What each system error means to the person at the keyboard: the cause, and what to do. */
const explanations: Readonly<Record<string, readonly [cause: string, remedy: string]>> = {
  ENOSPC: ['the disk is full', 'free some space, or write to another disk'],
  EDQUOT: ['the disk quota is used up', 'free some space, or write to another disk'],
  EFBIG: ['the file is larger than the disk allows', 'write to another disk'],
  EACCES: ['permission is denied', 'choose a folder that you may write to'],
  EPERM: ['permission is denied', 'choose a folder that you may write to'],
  EROFS: ['the disk is read-only', 'choose a folder on another disk'],
  ENOENT: ['its folder does not exist', 'create the folder first, or check the path'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'check the path'],
  EEXIST: ['a part of the path is a file, not a folder', 'check the path'],
  EISDIR: ['it is a folder', 'give the name of a file'],
  ENAMETOOLONG: ['its name is too long', 'choose a shorter name'],
  EIO: ['the disk reports a fault', 'check the disk, or write to another one'],
};

/** What a refusal of the system means for a file or folder at this path. */
export function writeError(path: string, error: unknown): WriteError {
  const [cause, remedy] = explanations[systemCode(error)] ?? [reasonOf(error)];
  return new WriteError(`cannot write ${path}: ${cause}`, remedy, { cause: error });
}

let written = 0;

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}-${written++}.tmp`);
}

async function writeFlushed(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function replace(target: string, data: string | Uint8Array, mode: number): Promise<void> {
  const temporary = temporaryName(target);
  try {
    await writeFlushed(temporary, data, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Writes a file at once or not at all. A link stays a link; a device or a pipe, which renaming
 * would destroy, is written directly.
 * @throws WriteError where the system refuses, with the remedy
 */
export async function writeAtomically(path: string, data: string | Uint8Array): Promise<void> {
  try {
    const existing = await stat(path).catch(() => undefined);
    if (existing?.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
    if (existing === undefined) await replace(path, data, 0o666);
    else if (existing.isFile()) await replace(await realpath(path), data, existing.mode & 0o777);
    else await writeFile(path, data);
  } catch (error) {
    throw writeError(path, error);
  }
}

/**
 * Creates a folder where there is none, and proves that files can be written there.
 * @throws WriteError with the remedy
 */
export async function openFolder(folder: string): Promise<void> {
  const probe = temporaryName(join(folder, 'probe'));
  try {
    await mkdir(folder, { recursive: true });
    await writeFlushed(probe, 'x', 0o666);
  } catch (error) {
    throw writeError(folder, error);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}
