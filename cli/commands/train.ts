// `cnnc train`: trains as the train block says, shows how it goes, and keeps everything in a run folder.

import type { Command } from 'commander';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Compilation } from '../../compiler/index.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import { bestWeightsFile, train, type Dataset, type TrainResult } from '../../runtime/index.js';
import { compileSource } from '../compile-source.js';
import { countOf } from '../count-of.js';
import { openData } from '../data-option.js';
import { duration } from '../duration.js';
import { engineOption, openChosenEngine, type EngineOptions } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { setOption } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { writeResult } from '../output.js';
import { TrainingProgress } from '../progress.js';
import { chooseRunFolder, type RunPlace } from '../run-folder-choice.js';
import { settledModel } from '../settled-text.js';

interface TrainOptions extends EngineOptions {
  readonly data?: string;
  readonly epochs?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly resume?: string;
}

const example = `
Examples:
  $ cnnc train model.cnn
  $ cnnc train model.cnn --epochs 3 --out runs/first
  $ cnnc train model.cnn --epochs 10 --resume runs/first

Ctrl-C ends the training after the step it is at and saves; --resume goes on from there.
Standard output gets the path of the weights, standard error the rest.`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .option('--data <folder>', 'the data (default: that of the train block)')
    .option('--epochs <n>', 'how often to go through the data', wholeNumber(1))
    .option('--batch <n>', 'samples a step', wholeNumber(1))
    .option('--seed <n>', 'decides every random number', wholeNumber(0))
    .option('--out <folder>', 'where to keep the run (default: a new folder in runs/)')
    .option('--resume <folder>', 'go on with the run in this folder')
    .addOption(engineOption())
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, _options: unknown, self: Command) => {
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
  const training = overridden(written, options);
  const data = await openData(file, training, options.data, 'train');
  const engine = await openChosenEngine(options, { training: true });
  const place = await placeOf(graph.name, options);
  progress.say(startText(graph.name, data, training));
  const started = performance.now();
  const result = await train({
    graph,
    training,
    engine,
    data,
    ...settledModel(texts, options.set ?? {}),
    runFolder: place.path,
    ...(options.resume === undefined ? {} : { resume: options.resume }),
    signal,
    onNotice: (text) => progress.say(text),
    onProgress: progress.show,
  }).finally(place.discardIfEmpty);
  return conclude(file, result, place.path, (performance.now() - started) / 1000, progress);
}

function startText(model: string, data: Dataset, { epochs, batch, seed }: TrainingOptions): string {
  const amount = `${countOf(data.count, 'sample')}: ${countOf(epochs, 'epoch')} in batches of ${batch}`;
  return `Training ${model} on ${amount}, seed ${seed}.`;
}

/** Flags go before what the train block says. */
function overridden(training: TrainingOptions, { epochs, batch, seed }: TrainOptions): TrainingOptions {
  return {
    ...training,
    epochs: epochs ?? training.epochs,
    batch: batch ?? training.batch,
    seed: seed ?? training.seed,
  };
}

/** A run that goes on stays in its folder, unless `--out` names another. */
async function placeOf(model: string, { out, resume }: TrainOptions): Promise<RunPlace> {
  if (resume !== undefined && (out === undefined || out === resume)) {
    return { path: resume, discardIfEmpty: () => Promise.resolve() };
  }
  return chooseRunFolder(model, out);
}

async function conclude(
  file: string,
  { interrupted, epochs }: TrainResult,
  folder: string,
  seconds: number,
  progress: TrainingProgress,
): Promise<number> {
  const weights = bestWeightsFile(folder);
  if (interrupted) {
    progress.say(`Interrupted after ${countOf(epochs.length, 'whole epoch')}; saved in ${folder}.`);
    progress.say(`To go on: cnnc train ${file} --resume ${folder}`);
    return exitCode.interrupted;
  }
  progress.say(`Trained for ${duration(seconds)}. The weights are in`);
  await writeResult(`${weights}\n`);
  return exitCode.good;
}
