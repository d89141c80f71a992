// `cnnc augment`: a contact sheet of pictures as a training sees them, to look at before it starts.

import type { Command } from 'commander';
import type { Augmentation } from '../../compiler/training-options.js';
import { loadSharp } from '../../runtime/data/pictures/decode-picture.js';
import { valueRangeOf } from '../../runtime/data/value-range.js';
import { Failure, writeAtomically, type Dataset } from '../../runtime/index.js';
import { chosenSamples } from '../augment/chosen-samples.js';
import { drawSheet, sheetMark } from '../augment/contact-sheet.js';
import { seenPictures, type Seen } from '../augment/seen-pictures.js';
import { shortLabel } from '../augment/sheet-labels.js';
import type { Sheet } from '../augment/sheet.js';
import { compileSource } from '../compile-source.js';
import { countOf } from '../count-of.js';
import { openData } from '../data-option.js';
import { exitCode } from '../exit-code.js';
import { refuseToOverwrite, type OwnFiles } from '../generated-file.js';
import { interruptible } from '../interrupt.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { remark, writeResult } from '../output.js';
import { ShareLine } from '../progress.js';

interface AugmentOptions extends ModelOptions {
  readonly output?: string;
  readonly samples: number;
  readonly variants: number;
  readonly epoch: number;
  readonly seed?: number;
  readonly data?: string;
}

const example = `
Examples:
  $ cnnc augment model.cnn                        writes MODEL-augment.png
  $ cnnc augment model.cnn -o sheet.png --samples 20 --variants 4

Each row is a sample: as it is, and then as the training sees it in epoch after epoch.`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .option('-o, --output <path>', 'the PNG file to write (default: MODEL-augment.png)')
    .option('--samples <n>', 'how many samples to show', wholeNumber(1), 10)
    .option('--variants <n>', 'how many epochs to show of each', wholeNumber(1), 8)
    .option('--epoch <n>', 'the first of these epochs', wholeNumber(1), 1)
    .option('--seed <n>', 'in place of that of the train block', wholeNumber(0))
    .option('--data <path>', 'the data (default: that of the train block)')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, _options: unknown, self: Command) => {
      const options = self.optsWithGlobals<AugmentOptions>();
      process.exitCode = await interruptible((signal) => run(file, options, signal));
    });
}

async function run(file: string, options: AugmentOptions, signal: AbortSignal): Promise<number> {
  if (options.output === '') throw new Failure('-o has no file to write', 'name one, or leave -o out');
  const { graph, training } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  const { augment, seed } = training;
  if (augment === undefined) throw nothingToShow(file);
  const path = options.output ?? `${graph.name}-augment.png`;
  await refuseToOverwrite(path, sheets);
  const reading = new ShareLine('reading', options);
  const dataset = await openData(file, training, options.data, 'train', {
    graph,
    signal,
    onNotice: reading.say,
    onProgress: reading.draw,
  }).finally(reading.clear);
  const seen = seenIn(dataset, augment, { ...options, seed: options.seed ?? seed });
  const sharp = await loadSharp();
  await writeAtomically(path, await drawSheet(sharp, await sheetOf(seen)));
  const shown = `${countOf(seen.samples.length, 'sample')}, ${countOf(seen.epochs.length, 'epoch')} of each`;
  remark(`${shown}, seed ${seen.seed}:`, options);
  await writeResult(`${path}\n`);
  return exitCode.good;
}

const sheets: OwnFiles = {
  areLike: (start) => start.includes(sheetMark),
  remedy: 'choose another name with -o',
};

function nothingToShow(file: string): Failure {
  return new Failure(
    `the train block of ${file} has no \`augment\` line: its pictures are shown to the network as they are`,
    'write one, such as `augment rotate 10, shift 10%, zoom 10%`',
  );
}

type SeenOptions = Pick<AugmentOptions, 'samples' | 'variants' | 'epoch'> & { readonly seed: number };

function seenIn(
  dataset: Dataset,
  augment: Augmentation,
  { samples, variants, epoch, seed }: SeenOptions,
): Seen {
  const epochs = Array.from({ length: variants }, (_, variant) => epoch - 1 + variant);
  return { dataset, augment, seed, samples: chosenSamples(dataset, samples), epochs };
}

async function sheetOf(seen: Seen): Promise<Sheet> {
  const { dataset, samples, epochs } = seen;
  const pictures = await seenPictures(seen);
  const labelOf = (sample: number): string => {
    const label = dataset.labels[sample];
    return shortLabel(dataset.classNames?.[label] ?? `${label}`);
  };
  return {
    columns: ['original', ...epochs.map((epoch) => `epoch ${epoch + 1}`)],
    rows: Array.from(samples, (sample, row) => ({ label: labelOf(sample), pictures: pictures[row] })),
    shape: dataset.shape,
    range: valueRangeOf(dataset.samples),
  };
}
