// `cnnc eval`: loss and measures of a trained model over the held-out part of its data.

import { Option, type Command } from 'commander';
import type { Metric } from '../../compiler/training-options.js';
import { treatmentIn } from '../../runtime/data/input-treatment.js';
import { evaluate, loadWeights } from '../../runtime/index.js';
import { compileSource } from '../compile-source.js';
import { openData } from '../data-option.js';
import { engineOption, openChosenEngine, type EngineOptions } from '../engine-options.js';
import { evaluationJson } from '../eval/json.js';
import { renderEvaluation } from '../eval/render.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { parseMetrics } from '../metrics-option.js';
import { setOption } from '../model-options.js';
import { wholeNumber } from '../number-argument.js';
import { remark, writeJson, writeResult } from '../output.js';
import { ShareLine } from '../progress.js';
import { widthOf } from '../terminal.js';

interface EvalOptions extends EngineOptions {
  readonly weights: string;
  readonly data?: string;
  readonly batch?: number;
  readonly metrics?: readonly Metric[];
  readonly perClass?: boolean;
  readonly json?: boolean;
}

const example = `
Examples:
  $ cnnc eval model.cnn --weights runs/model/weights.safetensors
  $ cnnc eval model.cnn --weights best.safetensors --metrics "f1, confusion" --per-class
  $ cnnc eval model.cnn --weights best.safetensors --data digits/ --json`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .addOption(new Option('--weights <file>', 'what cnnc train wrote').makeOptionMandatory())
    .option('--data <folder>', 'the data (default: that of the train block); its test part is used')
    .option('--batch <n>', 'samples at a time', wholeNumber(1))
    .option(
      '--metrics <list>',
      'what to measure, such as "f1, top 5, confusion" (default: as the train block says)',
      parseMetrics,
    )
    .option('--per-class', 'tell each class from the rest')
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
  const { weights, warnings, labels, metadata } = await loadWeights(options.weights, graph);
  for (const warning of warnings) remark(`warning: ${warning}`, options);
  const metrics = options.metrics ?? training.metrics;
  const { scale, resize } = treatmentIn(metadata);
  const reading = new ShareLine('reading', options);
  const data = await openData(file, training, options.data, 'test', {
    graph,
    classNames: labels,
    resize,
    signal,
    onNotice: (text) => remark(text, options),
    onProgress: (done, pictures) => reading.draw(done, pictures),
  }).finally(() => reading.clear());
  const engine = await openChosenEngine(options);
  const line = new ShareLine('evaluating', options);
  const evaluation = await evaluate({
    graph,
    weights,
    engine,
    data,
    scale,
    metrics,
    loss: training.loss,
    outputLosses: training.outputLosses,
    ...(options.batch === undefined ? {} : { batch: options.batch }),
    signal,
    onProgress: (done, samples) => line.draw(done, samples),
  }).finally(() => line.clear());
  const shown = {
    model: graph.name,
    evaluation,
    names: labels ?? data.classNames,
    metrics,
    perClass: options.perClass === true,
    width: widthOf(process.stdout),
  };
  await (options.json === true ? writeJson(evaluationJson(shown)) : writeResult(renderEvaluation(shown)));
  return exitCode.good;
}
