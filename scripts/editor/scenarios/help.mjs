// For who is new: the page of a code, and the walkthrough with its example.

import assert from 'node:assert/strict';

export const title = 'explanations and walkthrough';

export async function run({ workbench, picture }) {
  await workbench.openFile('mistake.cnn', '26x26x16');
  await workbench.goTo(5, 10);
  await workbench.command('cnnc: Explain a Message');
  await workbench.choose(workbench.page.locator('.quick-input-widget'), 'CNN301');
  await workbench.inPanel('h1', 'a window that is larger than the map it slides over');
  await picture('explanation');
  await workbench.command('View: Close All Editors');
  await walk(workbench, picture);
}

async function walk(workbench, picture) {
  await workbench.command('Welcome: Open Walkthrough...');
  await workbench.page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'A first network in .cnn' })
    .click();
  const steps = workbench.page.locator('.getting-started-step .step-title');
  await steps.first().waitFor();
  const titles = await steps.allInnerTexts();
  assert.deepEqual(titles.slice(0, 2), ['Open a network', 'Mend a mistake']);
  await picture('walkthrough');
  await workbench.page.getByText('Open an example').click();
  // Of the example, which no file holds: the server looks after it all the same.
  await workbench.shows('14x14x56');
  await picture('example');
}
