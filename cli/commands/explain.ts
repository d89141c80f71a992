// `cnnc explain`: the page of a diagnostic, or all codes.

import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { catalogue, type Code } from '../../compiler/diagnostics/catalogue.js';
import { painter, type Painter } from '../../compiler/diagnostics/paint.js';
import { codeOf } from '../code-of.js';
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
  await writeResult(word === undefined ? listed(paint) : await explained(codeOf(word), paint));
}

function listed(paint: Painter): string {
  const lines = Object.entries(catalogue).map(([code, title]) => `${paint.strong(code)}  ${title}`);
  return `${lines.join('\n')}\n`;
}

async function explained(code: Code, paint: Painter): Promise<string> {
  const page = await readFile(pageOf(code), 'utf8');
  return renderPage(page, { width: widthOf(process.stdout), paint });
}

/** The build lays the pages beside the program. */
function pageOf(code: Code): URL {
  return new URL(`errors/${code}.md`, import.meta.url);
}
