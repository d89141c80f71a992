// Names across files: to the block behind a call, and another name for it in every file.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const title = 'definition and rename across `use`';

export async function run({ workbench, picture }) {
  await workbench.openFile('pairs.cnn', '16x16x16');
  await rename(workbench, picture);
  await workbench.openFile('pairs.cnn', '16x16x16');
  await workbench.goTo(5, 2);
  await workbench.press('F12');
  await workbench.page.locator('.tab.active[data-resource-name="blocks.cnn"]').waitFor();
  await workbench.line('block Twice(maps)').waitFor();
  await picture('definition');
}

async function rename(workbench, picture) {
  await workbench.goTo(5, 2);
  const input = workbench.page.locator('.rename-box input');
  await workbench.until('the box of a new name', async () => {
    await workbench.press('F2');
    return input.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
  });
  await input.fill('Twice');
  await picture('rename');
  await workbench.press('Enter');
  await workbench.line('Twice 16').waitFor();
  await workbench.command('File: Save All');
  const read = (name) => readFile(join(workbench.folder, name), 'utf8');
  await workbench.until('both files on disk', async () =>
    (await read('blocks.cnn')).includes('block Twice(maps)'),
  );
  assert.deepEqual((await read('pairs.cnn')).match(/^(Pair|Twice) \d+$/gm), ['Twice 16', 'Twice 32']);
}
