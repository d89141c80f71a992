// `cnnc predict`: what a trained model sees in pictures.

import type { Command } from 'commander';
import { predict, readImage, type InputTreatment, type Prediction } from '../../runtime/index.js';
import type { Shape } from '../../compiler/graph/value.js';
import { averaging, loadChosen, weightsOption, type WeightsOptions } from '../chosen-weights.js';
import { compileSource } from '../compile-source.js';
import { drawPicture, widestPicture } from '../draw-picture.js';
import { engineOption, openChosenEngine, type EngineOptions } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { setOption } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { reportFailure, writeJson, writeResult } from '../output.js';
import { renderPrediction } from '../render-prediction.js';
import { isLive, wantsColor } from '../terminal.js';

interface PredictOptions extends EngineOptions, WeightsOptions {
  readonly top: number;
  readonly json?: boolean;
  readonly draw?: boolean;
}

const example = `
Examples:
  $ cnnc predict model.cnn digit.png --weights runs/model/weights.safetensors
  $ cnnc predict model.cnn pictures/*.png --weights best.safetensors --top 1 --json`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .argument('<pictures...>', 'pictures (PNG, JPEG, WebP, ...), or .npy files with a sample or many')
    .addOption(weightsOption())
    .option('--top <k>', 'how many classes to list', wholeNumber(1), 3)
    .addOption(engineOption())
    .option('--draw', 'draw the pictures as the network gets them (default: on a terminal)')
    .option('--no-draw', 'do not draw them')
    .option('--json', 'print JSON')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, pictures: string[], _options: unknown, self: Command) => {
      const options = self.optsWithGlobals<PredictOptions>();
      process.exitCode = await interruptible((signal) => run(file, pictures, options, signal));
    });
}

async function run(
  file: string,
  pictures: readonly string[],
  options: PredictOptions,
  signal: AbortSignal,
): Promise<number> {
  const { graph, training } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  const members = await loadChosen(options, graph);
  const [{ weights, labels, treatment }] = members;
  const engine = averaging(await openChosenEngine(options), members, graph, training.loss);
  let status: number = exitCode.good;
  const results = await predict({
    graph,
    weights,
    engine,
    files: pictures,
    treatment,
    onBroken: ({ reason, remedy }) => {
      status = exitCode.usageOrSystem;
      reportFailure(reason, remedy, options);
    },
    top: options.top,
    labels,
    signal,
  });
  if (options.json === true) await writeJson({ version: 1, model: graph.name, results });
  else await print(results, graph.values[graph.inputs[0].value].shape, treatment, options);
  return status;
}

/** Samples of arrays are no files of their own, and their numbers need not be those of pixels. */
const ofArray = /\.npy(?:\[\d+\])?$/i;

async function print(
  results: readonly Prediction[],
  input: Shape,
  { resize }: InputTreatment,
  options: PredictOptions,
): Promise<void> {
  const draws = (options.draw ?? isLive(process.stdout)) && input[1] <= widestPicture;
  const color = wantsColor(process.stdout, options);
  for (const result of results) {
    const isDrawn = draws && !ofArray.test(result.input);
    const drawing = isDrawn ? drawPicture(await readImage(result.input, input, resize), color) : [];
    await writeResult(`${renderPrediction(result, drawing, input[1])}\n`);
  }
}
