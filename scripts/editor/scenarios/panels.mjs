// The panels: a summary that follows the text, and the network drawn.

import assert from 'node:assert/strict';

export const title = 'summary and drawing';

export async function run({ workbench, picture }) {
  await workbench.openFile('digits.cnn', '14x14x56');
  await workbench.command('cnnc: Show the Summary');
  const row = await workbench.inPanel('tbody tr', 'conv1');
  assert.match(await row.innerText(), /^conv1\s+28x28x16\s+160\s+112\.9 k\s+3x3\s+conv 16 3x3 same relu$/);
  await picture('summary');
  await follows(workbench);
  await workbench.command('cnnc: Show the Network');
  await workbench.inPanel('svg text', 'conv 16 3x3 same relu');
  await picture('graph');
  await (await workbench.inPanel('svg text', 'pool max 2')).click();
  await workbench.page.locator('.statusbar-item', { hasText: 'Ln 7' }).waitFor();
  await leads(workbench);
}

/** 10 numbers a kernel, so that 20 kernels have 200. */
async function follows(workbench) {
  await workbench.page.locator('.tab[data-resource-name="digits.cnn"]').click();
  await workbench.goTo(6, 6);
  await workbench.press('Delete', 'Delete');
  await workbench.type('20');
  await workbench.inPanel('tbody tr:has-text("conv1")', '200');
  await workbench.press('Control+z', 'Control+z');
  await workbench.inPanel('tbody tr:has-text("conv1")', '160');
}

/** From a layer to its line. */
async function leads(workbench) {
  await workbench.command('cnnc: Show the Summary');
  await (await workbench.inPanel('tbody button', 'dense1')).click();
  await workbench.page.locator('.statusbar-item', { hasText: 'Ln 11' }).waitFor();
}
