// In a workspace that the reader does not trust networks are checked, and nothing of it is run.

import assert from 'node:assert/strict';

export const title = 'a workspace without trust';

export async function run({ workbench, picture }) {
  await workbench.openFile('mistake.cnn', '26x26x16');
  await workbench.squiggles.first().waitFor();
  await workbench.openFile('digits.cnn', '14x14x56');
  const lens = workbench.editor.locator('.codelens-decoration', { hasText: 'parameters' }).first();
  await lens.waitFor();
  assert.doesNotMatch(await lens.innerText(), /build|train/);
  await workbench.page.locator('.editor-actions .action-label[aria-label="Show the Summary"]').waitFor();
  assert.equal(await workbench.page.locator('.editor-actions .codicon-play').count(), 0);
  await picture('restricted');
}
