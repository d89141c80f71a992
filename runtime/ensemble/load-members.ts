// The weights that someone names: files, run folders, or the folder of an ensemble with its members.

import { stat } from 'node:fs/promises';
import type { Graph } from '../../compiler/graph/graph.js';
import { treatmentIn, type InputTreatment } from '../data/input-treatment.js';
import { bestWeightsFile } from '../run-folder.js';
import { loadWeights, type LoadedWeights } from '../weights.js';
import { WeightsError } from '../weights-error.js';
import { ensembleMembers, memberFolder } from './ensemble-folder.js';

export interface LoadedMember extends LoadedWeights {
  readonly file: string;
  readonly treatment: InputTreatment;
}

async function filesOf(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const count = await ensembleMembers(path);
  if (count === undefined) return [bestWeightsFile(path)];
  return Array.from({ length: count }, (_, index) => bestWeightsFile(memberFolder(path, index + 1)));
}

/** Pictures come in one size for all, and a class has one name. */
function checkAlike([first, ...others]: readonly LoadedMember[]): void {
  for (const other of others) {
    const differs =
      first.treatment.resize !== other.treatment.resize
        ? 'brought their pictures to size in different ways'
        : JSON.stringify(first.labels) !== JSON.stringify(other.labels)
          ? 'were trained for different classes'
          : undefined;
    if (differs === undefined) continue;
    throw new WeightsError(
      `${first.file} and ${other.file} ${differs}`,
      'average weights of one kind of training',
    );
  }
}

/**
 * Loads each of these weights.
 * @param paths of files and folders, one at least
 * @throws WeightsError where one cannot be read, or they cannot be averaged
 */
export async function loadMembers(
  paths: readonly string[],
  graph: Graph,
): Promise<[LoadedMember, ...LoadedMember[]]> {
  const members: LoadedMember[] = [];
  for (const path of paths) {
    for (const file of await filesOf(path)) {
      const loaded = await loadWeights(file, graph);
      members.push({ ...loaded, file, treatment: treatmentIn(loaded.metadata) });
    }
  }
  checkAlike(members);
  return members as [LoadedMember, ...LoadedMember[]];
}
