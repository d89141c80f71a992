// The folder of an ensemble: ensemble.json says how many members there are; each is a run in a folder of its own,
// `1`, `2` and so on.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFolder, writeAtomically } from '../atomic-file.js';
import { systemCode } from '../failure.js';
import { WeightsError } from '../weights-error.js';

const ensembleFile = 'ensemble.json';

/** More networks than anyone averages: a greater number is a mistake. */
export const mostMembers = 100;

export function memberFolder(folder: string, member: number): string {
  return join(folder, `${member}`);
}

/** @throws WriteError */
export async function writeEnsemble(folder: string, members: number): Promise<void> {
  await openFolder(folder);
  await writeAtomically(join(folder, ensembleFile), `${JSON.stringify({ members })}\n`);
}

function membersIn(text: string): number | undefined {
  try {
    const { members } = JSON.parse(text) as { members?: unknown };
    const sound = Number.isInteger(members) && (members as number) >= 1 && (members as number) <= mostMembers;
    return sound ? (members as number) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * How many members the ensemble in a folder has; undefined where the folder holds none.
 * @throws WeightsError where its file cannot be read
 */
export async function ensembleMembers(folder: string): Promise<number | undefined> {
  const file = join(folder, ensembleFile);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return undefined;
    throw new WeightsError(`${file} cannot be read`, 'check the path', { cause: error });
  });
  if (text === undefined) return undefined;
  const members = membersIn(text);
  if (members !== undefined) return members;
  throw new WeightsError(
    `${file} does not say how many members there are`,
    'name the weights of each instead',
  );
}
