// `cnnc lsp`: the language server, which editors start and talk to. It ends when they do.

import { Option, type Command } from 'commander';

const help = `
Editors start it themselves, and end it; docs/editors.md says how to set them up.

Example:
  $ cnnc lsp --stdio`;

export function define(command: Command): void {
  command
    .option('--stdio', 'talk over standard input and output, as it does anyway')
    // As editors pass it; the server looks for it by itself.
    .addOption(new Option('--clientProcessId <id>', 'end when this process has ended').hideHelp())
    .addHelpText('after', help)
    .action(async () => {
      await import('../../editors/language-server/node.js');
      // The server lives until the editor ends it.
      await new Promise(() => undefined);
    });
}
