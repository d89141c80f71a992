// What docs/ci.md shows is what the program prints: every block of `console`, over the network of the page.

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { folderWith, program, root } from './run-cnnc.js';

const page = await readFile(join(root, 'docs/ci.md'), 'utf8');
const [, model] = /^```cnn\n([\s\S]*?)^```$/m.exec(page) ?? [];
const shown = [...page.matchAll(/^(`{3,})console\n\$ (.*)\n([\s\S]*?)^\1$/gm)].map(
  ([, , command, output]) => [command, output] as const,
);

async function output(command: string): Promise<string> {
  const folder = await folderWith({ 'model.cnn': model });
  const script = `cnnc() { "${process.execPath}" "${program}" "$@"; }\n${command}`;
  const environment = { PATH: process.env.PATH ?? '' };
  // The remark behind a report is no part of it.
  const streams = command.includes('--fix') ? '2>&1' : '2>/dev/null';
  const all = `exec ${streams}\n${script}\ntrue`;
  return (await promisify(execFile)('bash', ['-c', all], { cwd: folder, env: environment })).stdout;
}

it('the page shows some', () => {
  expect(shown.length).toBeGreaterThan(3);
});

it.each(shown)('%s', async (command, said) => {
  expect(said).toBe(await output(command));
});
