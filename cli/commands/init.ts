// `cnnc init`: a first model with its README and the workflow that checks it.

import type { Command } from 'commander';
import { exitCode } from '../exit-code.js';
import { modelName, readmeLine, writeProject } from '../init/project.js';
import { remark } from '../output.js';
import type { GlobalOptions } from '../terminal.js';

const example = `
Examples:
  $ cnnc init
  $ cnnc init digits`;

export function define(command: Command): void {
  command
    .argument('[folder]', 'where to write', '.')
    .addHelpText('after', example)
    .action(async (folder: string, _options: unknown, self: Command) => {
      process.exitCode = await init(folder, self.optsWithGlobals<GlobalOptions>());
    });
}

async function init(folder: string, options: GlobalOptions): Promise<number> {
  const { written, readme } = await writeProject(folder);
  for (const path of written) remark(`Wrote ${path}.`, options);
  if (readme !== undefined) remark(`${readme} is there already. A line for it:\n  ${readmeLine}`, options);
  remark(nextSteps(folder), options);
  return exitCode.good;
}

function nextSteps(folder: string): string {
  const words = /^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder);
  return [
    '',
    'Next:',
    ...(folder === '.' ? [] : [`  cd ${words}`]),
    `  cnnc check ${modelName}`,
    `  cnnc summary ${modelName}`,
    `  cnnc train ${modelName}    with the four IDX files of MNIST or Fashion-MNIST in data/, or --data FOLDER`,
  ].join('\n');
}
