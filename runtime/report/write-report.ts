// report.html of a run folder: what a training came to, as one page.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../atomic-file.js';
import { treatmentIn } from '../data/input-treatment.js';
import { bestWeightsFile } from '../run-folder.js';
import { loadWeights } from '../weights.js';
import { gather, type KeptWeights, type ReportParts } from './gather.js';
import { reportPage } from './page.js';

export type { ReportParts } from './gather.js';

const reportFile = 'report.html';

async function keptWeights(folder: string, { graph }: ReportParts): Promise<KeptWeights | undefined> {
  const file = bestWeightsFile(folder);
  if (!existsSync(file)) return undefined;
  const { weights, labels, metadata } = await loadWeights(file, graph);
  return { weights, names: labels, scale: treatmentIn(metadata).scale };
}

/**
 * Writes the page of a run into its folder, with the weights that are kept there; takes a few
 * seconds at most, but for a network that needs longer for a batch.
 * @returns its path
 * @throws WriteError where it cannot be written
 * @throws WeightsError, DataError or EngineError where the run cannot be looked at any more
 */
export async function writeReport(folder: string, parts: ReportParts): Promise<string> {
  const file = join(folder, reportFile);
  const content = await gather(parts, await keptWeights(folder, parts));
  await writeAtomically(file, reportPage(content));
  return file;
}
