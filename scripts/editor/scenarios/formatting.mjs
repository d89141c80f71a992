// Formatting writes what `cnnc fmt` writes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatted } from '../formatted.mjs';

export const title = 'formatting';

export async function run({ workbench, picture }) {
  const before = await readFile(join(workbench.folder, 'messy.cnn'), 'utf8');
  await workbench.openFile('messy.cnn', '14x14x8');
  await workbench.command('Format Document');
  await workbench.until('a formatted text', async () => (await workbench.savedText('messy.cnn')) !== before);
  assert.equal(await readFile(join(workbench.folder, 'messy.cnn'), 'utf8'), formatted(before));
  await picture('formatting');
}
