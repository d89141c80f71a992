// One training after the other for an ensemble, each with a seed and a folder of its own; else just one.

import { existsSync } from 'node:fs';
import type { Model } from '../../compiler/model.js';
import { memberFolder, writeEnsemble } from '../../runtime/ensemble/ensemble-folder.js';
import { Failure, train, type TrainOptions, type TrainResult } from '../../runtime/index.js';
import { writeReport } from '../../runtime/report/write-report.js';
import { hasCheckpoint } from '../../runtime/run-folder.js';
import { endText } from './training-text.js';

/** A training into a folder. */
export interface FolderTraining extends TrainOptions {
  readonly runFolder: string;
  /** The network as the report lists it; there is none where it is left out. */
  readonly reported: Model | undefined;
  readonly onNotice: (text: string) => void;
}

function optionsOf(member: number, options: FolderTraining): FolderTraining {
  const { training, runFolder, resume } = options;
  const before = resume === undefined ? undefined : memberFolder(resume, member);
  return {
    ...options,
    training: { ...training, seed: training.seed + member - 1 },
    runFolder: memberFolder(runFolder, member),
    resume: before !== undefined && existsSync(before) ? before : undefined,
  };
}

async function trainOne(options: FolderTraining): Promise<TrainResult> {
  const result = await train(options);
  const ending = endText(result);
  if (!result.interrupted) for (const line of ending) options.onNotice(line);
  const { reported } = options;
  if (reported !== undefined && result.epochs.length > 0) await report(options, reported, result);
  return result;
}

/** The page of a run; that it cannot be made takes nothing from the training. */
async function report(options: FolderTraining, model: Model, result: TrainResult): Promise<void> {
  const { runFolder, onNotice, graph, training, engine, data, validation } = options;
  const ended = result.interrupted ? 'interrupted' : result.stopped;
  const parts = { model, graph, training, engine, data, validation, epochs: result.epochs, ended };
  try {
    await writeReport(runFolder, { ...parts, finished: new Date() });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    onNotice(`There is no report.html: ${error.message}.`);
  }
}

/**
 * Trains one network, or each member of an ensemble; ends with the one that is interrupted.
 * @param members undefined for a network that is none of several
 */
export async function trainMembers(
  members: number | undefined,
  options: FolderTraining,
): Promise<readonly TrainResult[]> {
  if (members === undefined) return [await trainOne(options)];
  const { resume, runFolder, onNotice } = options;
  if (resume !== undefined && hasCheckpoint(resume)) {
    throw new Failure(
      `${resume} holds a single network, no ensemble`,
      'leave out --ensemble, or start a new run',
    );
  }
  await writeEnsemble(runFolder, members);
  const results: TrainResult[] = [];
  for (let member = 1; member <= members; member++) {
    const own = optionsOf(member, options);
    onNotice(`Network ${member} of ${members}, seed ${own.training.seed}:`);
    results.push(await trainOne(own));
    if (results.at(-1)?.interrupted === true) break;
  }
  return results;
}
