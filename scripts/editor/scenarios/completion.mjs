// The list of what may stand here, and what taking an entry writes.

import assert from 'node:assert/strict';

export const title = 'completion';

export async function run({ workbench, picture }) {
  await workbench.openFile('digits.cnn', '14x14x56');
  await workbench.goTo(7, 99);
  await workbench.press('End', 'Enter');
  await workbench.type('poo');
  const row = workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'pool' }).first();
  await row.waitFor();
  await picture('completion');
  const labels = await workbench.page
    .locator('.suggest-widget.visible .monaco-list-row .label-name')
    .allInnerTexts();
  assert.ok(
    labels.some((label) => label.startsWith('pool')),
    labels.join(' '),
  );
  await row.click();
  assert.match(await workbench.savedText('digits.cnn'), /^pool max 2 .*\npool/m);
  // A snippet may hold a place to fill.
  await workbench.press('Escape', 'Escape');
  await undoAll(workbench, 'digits.cnn');
}

async function undoAll(workbench, name) {
  await workbench.until('the text as it was', async () => {
    await workbench.press('Control+z');
    return !/\npoo/.test((await workbench.savedText(name)).replace('\npool max 2  ', ''));
  });
}
