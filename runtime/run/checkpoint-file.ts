// The checkpoint of a run folder and the one before it, which is there should the last be damaged.

import { existsSync } from 'node:fs';
import { link, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Graph } from '../../compiler/graph/graph.js';
import { writeAtomically } from '../atomic-file.js';
import { readWeightsFile } from '../weights.js';
import { WeightsError } from '../weights-error.js';
import { checkpointIn, type Checkpoint } from './checkpoint.js';
import { isBeginning, lastFile, previousFile } from './run-files.js';
import { decodeSealed } from './sealed-safetensors.js';

/** The last checkpoint gets a second name, that of the one before, so that there is one at every moment. */
async function keepAsPrevious(last: string, previous: string): Promise<void> {
  const second = `${previous}.tmp`;
  try {
    await rm(second, { force: true });
    await link(last, second);
    await rename(second, previous);
  } catch {
    // Some file systems have no second names: then the last is gone until the new one is there.
    await rename(last, previous).catch(() => undefined);
  }
}

/**
 * Writes a checkpoint in the place of the last one.
 * @param keepsLast whether the last one becomes the one before
 * @throws WriteError
 */
export async function writeCheckpoint(folder: string, bytes: Uint8Array, keepsLast: boolean): Promise<void> {
  const last = join(folder, lastFile);
  if (keepsLast) await keepAsPrevious(last, join(folder, previousFile));
  await writeAtomically(last, bytes);
}

async function readOne(file: string, graph: Graph): Promise<Checkpoint> {
  return checkpointIn(decodeSealed(await readWeightsFile(file), file), graph, file);
}

async function readPrevious(file: string, last: WeightsError, graph: Graph): Promise<Checkpoint> {
  if (!existsSync(file)) throw last;
  try {
    return await readOne(file, graph);
  } catch (error) {
    if (!(error instanceof WeightsError) || !existsSync(join(file, '..', lastFile))) throw error;
    throw new WeightsError(`${last.message}; the one before does not help: ${error.message}`, last.remedy);
  }
}

/**
 * Reads where the training in a folder stood, to go on from there: from the last checkpoint or, where
 * that is damaged, from the one before.
 * @param onNotice told that it is the one before, and why
 * @returns undefined where a training began there, and ended before its first checkpoint
 * @throws WeightsError where the folder holds no sound checkpoint of this network
 */
export async function readCheckpoint(
  folder: string,
  graph: Graph,
  onNotice: (text: string) => void = () => undefined,
): Promise<Checkpoint | undefined> {
  const [last, previous] = [join(folder, lastFile), join(folder, previousFile)];
  try {
    return await readOne(last, graph);
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    if (!existsSync(last) && !existsSync(previous) && isBeginning(await entriesOf(folder))) return undefined;
    const checkpoint = await readPrevious(previous, error, graph);
    onNotice(`${error.message}. The run goes on from the checkpoint before, ${previous}.`);
    return checkpoint;
  }
}

/** A folder that is not there has an entry all the same: nothing began in it. */
async function entriesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => ['no folder']);
}
