// `cnnc train`: trains as the train block says, shows how it goes, and keeps everything in a run folder.

import type { Command } from 'commander';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Compilation } from '../../compiler/index.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import { ensembleMembers, memberFolder } from '../../runtime/ensemble/ensemble-folder.js';
import { bestWeightsFile, TrainingError, WeightsError, type TrainResult } from '../../runtime/index.js';
import { hasCheckpoint } from '../../runtime/run-folder.js';
import { compileSource } from '../compile-source.js';
import { countOf } from '../count-of.js';
import { openData, openValidationData, type DataOptions } from '../data-option.js';
import { duration } from '../duration.js';
import { openChosenEngine } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { writeResult } from '../output.js';
import { TrainingProgress } from '../progress.js';
import { chooseRunFolder, type RunPlace } from '../run-folder-choice.js';
import { settledModel } from '../settled-text.js';
import { commandToGoOn, defineOptions, overridden, type TrainOptions } from '../train/options.js';
import { trainMembers } from '../train/train-members.js';
import { startText, type Samples } from '../train/training-text.js';

export function define(command: Command): void {
  defineOptions(command).action(async (file: string, _options: unknown, self: Command) => {
    process.exitCode = await run(file, self.optsWithGlobals<TrainOptions>());
  });
}

async function run(file: string, options: TrainOptions): Promise<number> {
  const compilation = await compileSource(file, options);
  const { graph } = compilation;
  if (graph === undefined) return exitCode.inputErrors;
  const progress = new TrainingProgress(options);
  return interruptible(
    (signal) => trainModel({ ...compilation, graph }, file, options, progress, signal),
    (count) => progress.say(count === 1 ? 'Stopping after this step, then saving.' : stillSaving),
  ).finally(() => progress.end());
}

const stillSaving = 'Still finishing the step; nothing will be lost.';

async function trainModel(
  { graph, training: written, ...texts }: Compilation & { readonly graph: Graph },
  file: string,
  options: TrainOptions,
  progress: TrainingProgress,
  signal: AbortSignal,
): Promise<number> {
  const say = (text: string): void => progress.say(text);
  const training = overridden(written, options);
  const reading = { graph, signal, onNotice: say, onProgress: progress.showReading };
  const samples = await openSamples(file, training, options, reading);
  const engine = await openChosenEngine(options, { training: true });
  const members = await membersOf(options);
  const place = await placeOf(graph.name, options);
  for (const line of startText(graph, samples, training, members)) say(line);
  const started = performance.now();
  const parts = {
    graph,
    training,
    engine,
    ...samples,
    ...settledModel(texts, options.set ?? {}),
    runFolder: place.path,
    initFrom: options.initFrom,
    resume: options.resume,
    checkpointMinutes: options.checkpointMinutes,
    tensorBoard: options.tensorboard,
    reported: options.report ? texts.model : undefined,
    signal,
    onNotice: say,
    onProgress: progress.show,
  };
  const results = await trainMembers(members, parts)
    .catch((error: unknown) => {
      if (isWorthGoingOn(error, place.path)) say(`To go on: ${commandToGoOn(file, options, place.path)}`);
      throw error;
    })
    .finally(place.discardIfEmpty);
  const seconds = (performance.now() - started) / 1000;
  return conclude(results, {
    command: commandToGoOn(file, options, place.path),
    folder: place.path,
    members,
    seconds,
    say,
  });
}

async function openSamples(
  file: string,
  training: TrainingOptions,
  { data: path }: TrainOptions,
  reading: DataOptions,
): Promise<Samples> {
  const data = await openData(file, training, path, 'train', reading);
  const { classNames } = data;
  return { data, validation: await openValidationData(file, training, path, { ...reading, classNames }) };
}

/** Of an ensemble; a run that goes on knows how many it has. */
async function membersOf({ ensemble, resume }: TrainOptions): Promise<number | undefined> {
  return ensemble ?? (resume === undefined ? undefined : ensembleMembers(resume));
}

/** A run that goes on stays in its folder, unless `--out` names another. */
async function placeOf(model: string, { out, resume }: TrainOptions): Promise<RunPlace> {
  if (resume !== undefined && (out === undefined || out === resume)) {
    return { path: resume, discardIfEmpty: () => Promise.resolve() };
  }
  return chooseRunFolder(model, out);
}

/** Whether something was saved, and the same need not happen again. */
function isWorthGoingOn(error: unknown, folder: string): boolean {
  const isCertain = error instanceof TrainingError || error instanceof WeightsError;
  return !isCertain && (hasCheckpoint(folder) || hasCheckpoint(memberFolder(folder, 1)));
}

interface Ending {
  /** Goes on with the run. */
  readonly command: string;
  readonly folder: string;
  readonly members: number | undefined;
  readonly seconds: number;
  readonly say: (text: string) => void;
}

async function conclude(results: readonly TrainResult[], ending: Ending): Promise<number> {
  const { command, folder, members, seconds, say } = ending;
  const { interrupted, epochs } = results[results.length - 1];
  if (interrupted) {
    say(`Interrupted after ${countOf(epochs.length, 'whole epoch')}; saved in ${folder}.`);
    say(`To go on: ${command}`);
    return exitCode.interrupted;
  }
  say(`Trained for ${duration(seconds)}. The weights are in`);
  await writeResult(`${members === undefined ? bestWeightsFile(folder) : folder}\n`);
  return exitCode.good;
}
