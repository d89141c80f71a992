// `cnnc predict`: what a trained model sees in pictures.

import { Option, type Command } from 'commander';
import { loadWeights, predict, readImage, type Prediction } from '../../runtime/index.js';
import type { Shape } from '../../compiler/graph/value.js';
import { compileSource } from '../compile-source.js';
import { drawPicture, widestPicture } from '../draw-picture.js';
import { engineOption, openChosenEngine, type EngineOptions } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { setOption } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { remark, writeJson, writeResult } from '../output.js';
import { renderPrediction } from '../render-prediction.js';
import { isLive, wantsColor } from '../terminal.js';

interface PredictOptions extends EngineOptions {
  readonly weights: string;
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
    .argument('<pictures...>', 'PNG or JPEG files')
    .addOption(new Option('--weights <file>', 'what cnnc train wrote').makeOptionMandatory())
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
  const { graph } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  const { weights, labels, warnings } = await loadWeights(options.weights, graph);
  for (const warning of warnings) remark(`warning: ${warning}`, options);
  const engine = await openChosenEngine(options);
  const results = await predict({
    graph,
    weights,
    engine,
    files: pictures,
    top: options.top,
    labels,
    signal,
  });
  if (options.json === true) await writeJson({ version: 1, model: graph.name, results });
  else await print(results, graph.values[graph.inputs[0].value].shape, options);
  return exitCode.good;
}

async function print(results: readonly Prediction[], input: Shape, options: PredictOptions): Promise<void> {
  const draws = (options.draw ?? isLive(process.stdout)) && input[1] <= widestPicture;
  const color = wantsColor(process.stdout, options);
  for (const result of results) {
    const drawing = draws ? drawPicture(await readImage(result.input, input), color) : [];
    await writeResult(`${renderPrediction(result, drawing, input[1])}\n`);
  }
}
