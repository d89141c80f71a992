// The panels: a summary that follows the text, and the network drawn.

import assert from 'node:assert/strict';

export const title = 'summary and drawing';

export async function run({ workbench, picture }) {
  await workbench.openFile('digits.cnn', '14x14x56');
  await workbench.command('cnnc: Show the Summary');
  const summary = workbench.panel('Summary');
  await summary.locator('tbody tr').first().waitFor();
  const table = await summary.locator('table').innerText();
  assert.match(table, /conv1\s+28x28x16\s+160/);
  await picture('summary');
  await follows(workbench, summary);
  await workbench.command('cnnc: Show the Network');
  const network = workbench.panel('Network');
  await network.locator('svg text', { hasText: 'conv 16 3x3 same relu' }).first().waitFor();
  await picture('graph');
  await workbench.command('View: Close All Editors');
}

async function follows(workbench, summary) {
  await workbench.page.locator('.tab[data-resource-name="digits.cnn"]').click();
  await workbench.goTo(6, 6);
  await workbench.press('Delete', 'Delete');
  await workbench.type('20');
  await summary.locator('tbody tr', { hasText: 'conv1' }).filter({ hasText: '200' }).first().waitFor();
  await workbench.press('Control+z', 'Control+z', 'Control+z');
  await summary.locator('tbody tr', { hasText: 'conv1' }).filter({ hasText: '160' }).first().waitFor();
  await workbench.savedText('digits.cnn');
}
