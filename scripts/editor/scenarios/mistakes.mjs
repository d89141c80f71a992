// A mistake: underlined, explained in a box and in the list of problems, mended by its first remedy.

import assert from 'node:assert/strict';

export const title = 'a mistake, its message and its remedy';

const message = 'the 7x7 kernel of `conv` does not fit on a 5x5 map';

export async function run({ workbench, picture }) {
  await workbench.openFile('mistake.cnn');
  await workbench.squiggles.first().waitFor();
  const box = await workbench.hover('conv 32 7x7', '7x7');
  assert.match(box, /the 7x7 kernel of conv does not fit on a 5x5 map|the 7x7 kernel of `conv` does not fit/);
  assert.match(box, /\[\(5 − 7\) \/ 1\] \+ 1 = −1/);
  assert.match(box, /CNN301/);
  await picture('mistake');
  await isListed(workbench);
  await picture('problems');
  await mend(workbench, picture);
}

async function isListed(workbench) {
  await workbench.command('Problems: Focus on Problems View');
  const problem = workbench.page.locator('.markers-panel .monaco-list-row', {
    hasText: 'does not fit on a 5x5 map',
  });
  await problem.first().waitFor();
  assert.ok((await problem.first().innerText()).replaceAll('\u00a0', ' ').includes(message));
}

async function mend(workbench, picture) {
  await workbench.command('View: Hide Panel');
  await workbench.command('View: Focus Active Editor Group');
  await workbench.goTo(5, 10);
  await workbench.press('Control+.');
  const remedies = workbench.page.locator('.action-widget');
  await remedies.getByText('keeps 5x5').first().waitFor();
  await picture('remedies');
  await workbench.choose(remedies, 'keeps 5x5');
  await workbench.squiggles.first().waitFor({ state: 'detached' });
  assert.match(await workbench.savedText('mistake.cnn'), /^conv 32 7x7 (relu same|same relu)$/m);
  await picture('mended');
}
