// `cnnc eval`: loss and measures of a trained model over the held-out part of its data.

import type { Command } from 'commander';
import type { Metric } from '../../compiler/training-options.js';
import { classifierOf } from '../../runtime/classifier.js';
import type { LoadedMember } from '../../runtime/ensemble/load-members.js';
import { evaluate, type Engine, type Evaluation } from '../../runtime/index.js';
import { averaging, loadChosen, weightsOption, type WeightsOptions } from '../chosen-weights.js';
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
import { writeJson, writeResult } from '../output.js';
import { ShareLine } from '../progress.js';
import { widthOf } from '../terminal.js';

interface EvalOptions extends EngineOptions, WeightsOptions {
  readonly data?: string;
  readonly batch?: number;
  readonly metrics?: readonly Metric[];
  readonly perClass?: boolean;
  readonly json?: boolean;
}

const example = `
Examples:
  $ cnnc eval model.cnn --weights runs/model/weights.safetensors
  $ cnnc eval model.cnn --weights runs/ensemble
  $ cnnc eval model.cnn --weights best.safetensors --metrics "f1, confusion" --per-class
  $ cnnc eval model.cnn --weights best.safetensors --data digits/ --json`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .addOption(weightsOption())
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
  const members = await loadChosen(options, graph);
  const [first] = members;
  const { labels } = first;
  const metrics = options.metrics ?? training.metrics;
  const reading = new ShareLine('reading', options);
  const data = await openData(file, training, options.data, 'test', {
    graph,
    classNames: labels,
    resize: first.treatment.resize,
    signal,
    onNotice: reading.say,
    onProgress: reading.draw,
  }).finally(reading.clear);
  const engine = await openChosenEngine(options);
  const line = new ShareLine('evaluating', options);
  const evaluated = (computing: Engine, { weights, treatment }: LoadedMember): Promise<Evaluation> =>
    evaluate({
      graph,
      weights,
      engine: computing,
      data,
      scale: treatment.scale,
      metrics,
      loss: training.loss,
      outputLosses: training.outputLosses,
      ...(options.batch === undefined ? {} : { batch: options.batch }),
      signal,
      onProgress: line.draw,
    }).finally(line.clear);
  const { loss } = classifierOf(graph, training);
  const evaluation = await evaluated(averaging(engine, members, graph, loss), first);
  const alone: Evaluation[] = [];
  if (members.length > 1) for (const member of members) alone.push(await evaluated(engine, member));
  const shown = {
    model: graph.name,
    evaluation,
    members: alone,
    names: labels ?? data.classNames,
    metrics,
    perClass: options.perClass === true,
    width: widthOf(process.stdout),
  };
  await (options.json === true ? writeJson(evaluationJson(shown)) : writeResult(renderEvaluation(shown)));
  return exitCode.good;
}
