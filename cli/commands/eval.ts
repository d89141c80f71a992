// `cnnc eval`: loss and accuracy of a trained model over the held-out part of its data.

import { Option, type Command } from 'commander';
import { evaluate, loadWeights, type Evaluation } from '../../runtime/index.js';
import { grouped } from '../../compiler/summary/units.js';
import { compileSource } from '../compile-source.js';
import { countOf } from '../count-of.js';
import { openData } from '../data-option.js';
import { engineOption, openChosenEngine, type EngineOptions } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { setOption } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { remark, writeJson, writeResult } from '../output.js';
import { ShareLine } from '../progress.js';

interface EvalOptions extends EngineOptions {
  readonly weights: string;
  readonly data?: string;
  readonly batch?: number;
  readonly json?: boolean;
}

const example = `
Examples:
  $ cnnc eval model.cnn --weights runs/model/weights.safetensors
  $ cnnc eval model.cnn --weights best.safetensors --data digits/ --json`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .addOption(new Option('--weights <file>', 'what cnnc train wrote').makeOptionMandatory())
    .option('--data <folder>', 'the data (default: that of the train block); its test part is used')
    .option('--batch <n>', 'samples at a time', wholeNumber(1))
    .addOption(engineOption())
    .option('--json', 'print JSON')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, _options: unknown, self: Command) => {
      const options = self.optsWithGlobals<EvalOptions>();
      process.exitCode = await interruptible((signal) => run(file, options, signal));
    });
}

async function run(file: string, options: EvalOptions, signal: AbortSignal): Promise<number> {
  const { graph, training } = await compileSource(file, options);
  if (graph === undefined) return exitCode.inputErrors;
  const { weights, warnings } = await loadWeights(options.weights, graph);
  for (const warning of warnings) remark(`warning: ${warning}`, options);
  const data = await openData(file, training, options.data, 'test');
  const engine = await openChosenEngine(options);
  const line = new ShareLine('evaluating', options);
  const evaluation = await evaluate({
    graph,
    weights,
    engine,
    data,
    loss: training.loss,
    outputLosses: training.outputLosses,
    ...(options.batch === undefined ? {} : { batch: options.batch }),
    signal,
    onProgress: (done, samples) => line.draw(done, samples),
  }).finally(() => line.clear());
  await print(graph.name, evaluation, options);
  return exitCode.good;
}

async function print(
  model: string,
  { samples, loss, metrics }: Evaluation,
  options: EvalOptions,
): Promise<void> {
  if (options.json === true) return writeJson({ version: 1, model, samples, loss, metrics });
  const lines = [
    `${model} on ${countOf(samples, 'sample')} it was not trained on`,
    `  loss      ${loss.toFixed(4)}`,
  ];
  if (metrics.accuracy !== undefined) {
    const right = Math.round(metrics.accuracy * samples);
    lines.push(`  accuracy  ${(100 * metrics.accuracy).toFixed(2)} %  (${grouped(samples - right)} wrong)`);
  }
  await writeResult(`${lines.join('\n')}\n`);
}
