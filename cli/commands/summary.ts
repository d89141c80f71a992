// `cnnc summary`: the layers of a model with their shapes and costs, up to the first mistake.

import type { Command } from 'commander';
import { renderSummary } from '../../compiler/summary/render.js';
import { summarize } from '../../compiler/summary/summarize.js';
import { isError } from '../../grammar/diagnostic.js';
import { compileSource } from '../compile-source.js';
import { exitCode } from '../exit-code.js';
import { setOption, type ModelOptions } from '../model-options.js';
import { writeJson, writeResult } from '../output.js';
import { widthOf } from '../terminal.js';

interface SummaryOptions extends ModelOptions {
  readonly json?: boolean;
}

const example = `
Examples:
  $ cnnc summary model.cnn
  $ cnnc summary model.cnn --set classes=100
  $ cnnc summary model.cnn --json | jq .parameters`;

export function define(command: Command): void {
  command
    .argument('<file>', 'a .cnn file, or - for standard input')
    .option('--json', 'print JSON')
    .addOption(setOption())
    .addHelpText('after', example)
    .action(async (file: string, _options: unknown, self: Command) => {
      process.exitCode = await summary(file, self.optsWithGlobals<SummaryOptions>());
    });
}

async function summary(file: string, options: SummaryOptions): Promise<number> {
  const { model, diagnostics } = await compileSource(file, options);
  if (options.json === true) await writeJson(summarize(model));
  else await writeResult(renderSummary(model, widthOf(process.stdout)));
  return diagnostics.some(isError) ? exitCode.inputErrors : exitCode.good;
}
