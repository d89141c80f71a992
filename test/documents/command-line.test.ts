// docs/command-line.md has every command and every option that `--help` has, and no other.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandsIn, ownOptionsIn } from '../cli/help-text.js';
import { cnnc, root } from '../cli/run-cnnc.js';

const page = await readFile(join(root, 'docs/command-line.md'), 'utf8');
const commands = commandsIn((await cnnc(['--help'])).stdout);

/** `| --json | summary, solve | ... |`: a row of the table of options. */
const rows = [...page.matchAll(/^\| (`-.*?) +\| (.*?) +\| .* \|$/gm)].map(([, names, commandNames]) => ({
  options: wordsIn(names).filter((word) => word.startsWith('--')),
  commands: wordsIn(commandNames),
}));

function wordsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^` ]+)[^`]*`/g)].map(([, word]) => word);
}

it('has every command', () => {
  const listed = [...page.matchAll(/^\| `([a-z]+)[ `]/gm)].map(([, name]) => name);
  expect(listed).toEqual(commands);
});

it.each(commands)('has the options of %s', async (command) => {
  const { stdout } = await cnnc([command, '--help']);
  const listed = rows.filter((row) => row.commands.includes(command)).flatMap(({ options }) => options);
  expect([...listed].sort()).toEqual(ownOptionsIn(stdout).sort());
});
