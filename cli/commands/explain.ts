// `cnnc explain`: the page of a diagnostic, or all codes.

import type { Command } from 'commander';
import { catalogue, type Code } from '../../compiler/diagnostics/catalogue.js';
import { painter, type Painter } from '../../compiler/diagnostics/paint.js';
import { Failure } from '../../runtime/failure.js';
import { codeOf } from '../code-of.js';
import { errorPage } from '../error-page.js';
import { exitCode } from '../exit-code.js';
import { writeResult } from '../output.js';
import { renderPage } from '../render-page.js';
import { wantsColor, widthOf, type GlobalOptions } from '../terminal.js';

const example = `
Without a code it lists them all. CNN301, cnn301 and 301 are the same.

Examples:
  $ cnnc explain CNN301
  $ cnnc explain`;

export function define(command: Command): void {
  command
    .argument('[code]', 'as messages show it, such as CNN301')
    .addHelpText('after', example)
    .action(async (code: string | undefined, _options: unknown, self: Command) => {
      await explain(code, self.optsWithGlobals<GlobalOptions>());
      process.exitCode = exitCode.good;
    });
}

async function explain(word: string | undefined, options: GlobalOptions): Promise<void> {
  const paint = painter(wantsColor(process.stdout, options));
  await writeResult(word === undefined ? listed(paint) : explained(codeOf(word), paint));
}

function listed(paint: Painter): string {
  const lines = Object.entries(catalogue).map(([code, title]) => `${paint.strong(code)}  ${title}`);
  return `${lines.join('\n')}\n`;
}

function explained(code: Code, paint: Painter): string {
  const page = errorPage(code);
  if (page === undefined) throw new Failure(`the page of ${code} is missing`, 'install cnnc again');
  return renderPage(page, { width: widthOf(process.stdout), paint });
}
