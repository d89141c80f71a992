// Keeps two trainings out of one folder. A lock names its process and is touched now and then, so that one
// whose process was killed is known as stale, on this machine at once.

import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writeError } from '../atomic-file.js';
import { systemCode } from '../failure.js';
import { TrainingError } from '../training-error.js';

interface Holder {
  readonly process: number;
  readonly host: string;
}

const heartbeat = 20_000;

/** A lock that was not touched for so long is nobody's: another machine's process, or another of the same number. */
const longestSilence = 5 * 60_000;

/** A lock that says nothing after so long will never do. */
const longestWrite = 2_000;

/** The locks of this process, by their paths. */
const held = new Set<string>();

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** Undefined where the lock is gone, or says nothing of use: also while it is being written. */
async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, 'utf8')) as Holder | null;
    return Number.isSafeInteger(holder?.process) && typeof holder?.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

async function isStale(path: string, holder: Holder | undefined): Promise<boolean> {
  const touched = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const silence = Date.now() - touched;
  if (holder === undefined) return silence > longestWrite;
  if (silence > longestSilence) return true;
  const { process: id, host } = holder;
  if (host !== hostname()) return false;
  return id === process.pid ? !held.has(path) : !isRunning(id);
}

/** False where there is a lock already. */
async function tryToTake(path: string): Promise<boolean> {
  const holder: Holder = { process: process.pid, host: hostname() };
  try {
    await writeFile(path, `${JSON.stringify(holder)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw writeError(path, error);
  }
}

function refusal(folder: string, path: string, holder: Holder): TrainingError {
  const elsewhere = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return new TrainingError(
    `a training is writing into ${folder} already: process ${holder.process}${elsewhere}`,
    `let it end, or train into another folder; delete ${path} where none is running`,
  );
}

/**
 * Holds a folder until the returned function is called.
 * @param path of the lock
 * @throws TrainingError where another training holds it
 * @throws WriteError where it cannot be written
 */
export async function holdFolder(folder: string, path: string): Promise<() => Promise<void>> {
  const key = resolve(path);
  while (!(await tryToTake(key))) {
    const holder = await holderOf(key);
    if (await isStale(key, holder)) await rm(key, { force: true });
    else if (holder !== undefined) throw refusal(folder, path, holder);
    else await setTimeout(50);
  }
  held.add(key);
  const beating = setInterval(
    () => void utimes(key, new Date(), new Date()).catch(() => undefined),
    heartbeat,
  );
  beating.unref();
  return async () => {
    clearInterval(beating);
    held.delete(key);
    await rm(key, { force: true });
  };
}
