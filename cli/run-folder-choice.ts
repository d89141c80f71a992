// Where a training is kept. No earlier run is ever overwritten unasked.

import { mkdir, readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../runtime/failure.js';
import { Failure, openFolder } from '../runtime/index.js';

/** Where runs go that nobody gave a place. */
const runs = 'runs';

export interface RunPlace {
  readonly path: string;
  /** Removes the folder where nothing came of the run. */
  readonly discardIfEmpty: () => Promise<void>;
}

/**
 * The folder that `--out` names, else a new one, `runs/MODEL-DATE-TIME`.
 * @throws Failure where the folder holds something already, or cannot be made
 */
export async function chooseRunFolder(model: string, out: string | undefined): Promise<RunPlace> {
  if (out !== undefined) {
    const entries = await readdir(out).catch(() => undefined);
    if (entries !== undefined && entries.length > 0) throw filled(out);
    // A folder that was there before, empty, is not ours to remove.
    return {
      path: out,
      discardIfEmpty: () => (entries === undefined ? removeIfEmpty(out) : Promise.resolve()),
    };
  }
  const path = await newFolder(model);
  return { path, discardIfEmpty: () => removeIfEmpty(path, runs) };
}

/** `rmdir` itself refuses a folder that holds anything. */
async function removeIfEmpty(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rmdir(folder).catch(() => undefined);
}

function filled(path: string): Failure {
  const remedy = `choose another one, or go on with the run in it: --resume ${path}`;
  return new Failure(`the folder ${path} is not empty`, remedy);
}

/** Made here and now, so that two trainings that start in the same second get two folders. */
async function newFolder(model: string): Promise<string> {
  await openFolder(runs);
  const stem = join(runs, `${model}-${timestamp(new Date())}`);
  for (let number = 1; ; number++) {
    const path = number === 1 ? stem : `${stem}-${number}`;
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Local time, in an order that sorts: `20261123-142305`. */
function timestamp(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
