// `cnnc bench`: how fast a model predicts and learns on every engine here.

import type { Command } from 'commander';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Compilation } from '../../compiler/index.js';
import { engineOffer } from '../../runtime/engines.js';
import { enginesToMeasure } from '../bench/engines.js';
import { benchAsJson } from '../bench/json.js';
import { measureModel, type Bench } from '../bench/measure-model.js';
import { renderBench } from '../bench/render.js';
import { compileSource } from '../compile-source.js';
import { enginesOption, limitOption } from '../engine-options.js';
import { exitCode } from '../exit-code.js';
import { interruptible } from '../interrupt.js';
import { doingText } from '../measure-program.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { writeJson, writeResult } from '../output.js';
import { liveLine } from '../progress.js';
import { wantsColor, widthOf } from '../terminal.js';

interface BenchOptions extends ModelOptions {
  readonly engine?: readonly string[];
  readonly limit: number;
  readonly json?: boolean;
}

const example = `
Examples:
  $ cnnc bench model.cnn
  $ cnnc bench model.cnn --engine onnx:cpu --engine tfjs:wasm
  $ cnnc bench model.cnn --limit 300 --json

Weights and samples are random: no data is needed. Engines are measured one after another, each in a
process of its own. Rates are set beside that of a product of two 2048x2048 matrices, taken on the
same engine in turn with the training step.`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .addOption(enginesOption('measure this engine alone; may be repeated'))
    .addOption(limitOption(60))
    .option('--json', 'print JSON')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, _options: unknown, self: Command) => {
      const options = self.optsWithGlobals<BenchOptions>();
      process.exitCode = await interruptible((signal) => run(file, options, signal));
    });
}

async function run(file: string, options: BenchOptions, signal: AbortSignal): Promise<number> {
  const compilation = await compileSource(file, options);
  const { graph } = compilation;
  if (graph === undefined) return exitCode.inputErrors;
  const bench = await measured({ ...compilation, graph }, options, signal);
  if (options.json === true) await writeJson(benchAsJson(bench));
  else await writeResult(renderBench(bench, wantsColor(process.stdout, options), widthOf(process.stdout)));
  return isWell(bench, options) ? exitCode.good : exitCode.usageOrSystem;
}

async function measured(
  compilation: Compilation & { readonly graph: Graph },
  options: BenchOptions,
  signal: AbortSignal,
): Promise<Bench> {
  const line = liveLine(options);
  const offers = options.engine?.map(engineOffer) ?? enginesToMeasure();
  return measureModel(compilation, offers, {
    named: options.engine !== undefined,
    limit: options.limit,
    signal,
    onStage: ({ name }, stage) => line?.draw(() => `${name}: ${doingText(stage)}`),
  }).finally(() => line?.clear());
}

/** Engines that were named are expected to work; of all others, one. */
function isWell({ results }: Bench, { engine }: BenchOptions): boolean {
  const worked = results.filter(({ report }) => report.findings.predictions.length > 0);
  return worked.length > 0 && (engine === undefined || worked.length === results.length);
}
