// What runs in a terminal: says so where there is no cnnc; writes TypeScript with that of the project.

import assert from 'node:assert/strict';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const title = 'building in a terminal';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export async function run({ workbench, picture }) {
  await workbench.openFile('digits.cnn', '14x14x56');
  await workbench.command('cnnc: Build');
  const missing = workbench.page.locator('.notification-toast', { hasText: 'No cnnc was found' });
  await missing.waitFor();
  await picture('no-program');
  await workbench.command('Notifications: Clear All Notifications');
  await mkdir(join(workbench.folder, 'node_modules'));
  await symlink(root, join(workbench.folder, 'node_modules/cnnc'));
  await workbench.command('cnnc: Build');
  const built = await workbench.until('digits.ts', () =>
    readFile(join(workbench.folder, 'digits.ts'), 'utf8').catch(() => undefined),
  );
  assert.match(built, /export function createModel\(/);
  await picture('build');
}
