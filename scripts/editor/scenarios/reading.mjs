// What helps to read a network: hover with the arithmetic, shapes behind layers, totals above the model.

import assert from 'node:assert/strict';

export const title = 'hover, shapes and totals';

export async function run({ workbench, picture }) {
  // No claim in the text says so: this is a hint.
  await workbench.openFile('digits.cnn', '14x14x56');
  const lens = workbench.editor.locator('.codelens-decoration', { hasText: /parameters/ }).first();
  await lens.waitFor();
  assert.match(await lens.innerText(), /\d[\d,.]* *k? parameters/);
  await picture('reading');
  const box = await workbench.hover('conv 16 3x3', 'conv');
  assert.match(box, /28x28x16/);
  assert.match(box, /160/, 'the parameters: 3·3·1·16 + 16');
  assert.match(box, /\[\(28/, 'the arithmetic of the window');
  await picture('hover');
}
