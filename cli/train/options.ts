// The options of `cnnc train`, and the words that ask for the same again.

import { InvalidArgumentError, type Command } from 'commander';
import type { TrainingOptions } from '../../compiler/training-options.js';
import { mostMembers } from '../../runtime/ensemble/ensemble-folder.js';
import { usualCheckpointMinutes } from '../../runtime/train.js';
import { engineOption, type EngineOptions } from '../engine-options.js';
import { setOption } from '../model-options.js';
import { parseNumber, wholeNumber } from '../number-argument.js';

export interface TrainOptions extends EngineOptions {
  readonly data?: string;
  readonly epochs?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly ensemble?: number;
  readonly initFrom?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly checkpointMinutes: number;
  readonly tensorboard?: boolean;
  readonly report: boolean;
}

const example = `
Examples:
  $ cnnc train model.cnn
  $ cnnc train model.cnn --epochs 3 --out runs/first
  $ cnnc train model.cnn --epochs 10 --resume runs/first
  $ cnnc train model.cnn --ensemble 3 --out runs/three

Ctrl-C ends the training after the step it is at and saves; --resume goes on from there, as it does after a
crash or a power cut from the last checkpoint.
Standard output gets the path of the weights, standard error the rest.`;

function minutes(text: string): number {
  const value = parseNumber(text);
  if (value === undefined || value < 0) throw new InvalidArgumentError('It must be a number, 0 or more.');
  return value;
}

function members(text: string): number {
  const value = wholeNumber(1)(text);
  if (value > mostMembers) throw new InvalidArgumentError(`It must be ${mostMembers} or less.`);
  return value;
}

export function defineOptions(command: Command): Command {
  return command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .option('--data <path>', 'the data (default: that of the train block)')
    .option('--epochs <n>', 'how often to go through the data', wholeNumber(1))
    .option('--batch <n>', 'samples a step', wholeNumber(1))
    .option('--seed <n>', 'decides every random number', wholeNumber(0))
    .option('--ensemble <n>', 'train so many networks, each with a seed of its own, to be averaged', members)
    .option('--init-from <file>', 'begin with the weights in this file, as far as they fit')
    .option('--out <folder>', 'where to keep the run (default: a new folder in runs/)')
    .option('--resume <folder>', 'go on with the run in this folder')
    .option(
      '--checkpoint-minutes <n>',
      'save within an epoch too, this often at most',
      minutes,
      usualCheckpointMinutes,
    )
    .option('--no-report', 'do not write report.html into the run folder')
    .option('--tensorboard', 'write event files for TensorBoard into the run folder')
    .addOption(engineOption())
    .addOption(setOption())
    .addHelpText('after', example);
}

/** Flags go before what the train block says. */
export function overridden(
  training: TrainingOptions,
  { epochs, batch, seed }: TrainOptions,
): TrainingOptions {
  return {
    ...training,
    epochs: epochs ?? training.epochs,
    batch: batch ?? training.batch,
    seed: seed ?? training.seed,
  };
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:=%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command that goes on with a run under the options with which it was begun. */
export function commandToGoOn(file: string, options: TrainOptions, folder: string): string {
  const { data, epochs, batch, seed, set = {}, engine, tensorboard, report } = options;
  const words = ['cnnc', 'train', file];
  for (const [name, value] of Object.entries({ data, epochs, batch, seed })) {
    if (value !== undefined) words.push(`--${name}`, `${value}`);
  }
  for (const [name, value] of Object.entries(set)) words.push('--set', `${name}=${value}`);
  if (engine !== 'auto') words.push('--engine', engine);
  if (tensorboard === true) words.push('--tensorboard');
  if (!report) words.push('--no-report');
  return [...words, '--resume', folder].map(quoted).join(' ');
}
