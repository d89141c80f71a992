// The pictures of the README and the walkthrough, in one theme.

export function picturesIn(theme) {
  return {
    title: `pictures, ${theme}`,
    async run({ workbench, picture }) {
      const editor = workbench.page.locator('.part.editor');
      const take = async (name) => {
        await workbench.page.mouse.move(0, 0);
        await picture(`${name}-${theme}`, editor);
      };
      const size = (width, height) => workbench.page.setViewportSize({ width, height });
      await size(760, 360);
      await network(workbench, take);
      await size(1150, 530);
      await summary(workbench, take);
      await size(1260, 660);
      await graph(workbench, take);
      await size(760, 420);
      await mistake(workbench, () => picture(`mistake-${theme}`, editor));
    },
  };
}

async function network(workbench, take) {
  await workbench.openFile('digits.cnn', '14x14x56');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.editor.locator('.codelens-decoration', { hasText: 'parameters' }).first().waitFor();
  await take('network');
}

async function mistake(workbench, take) {
  await workbench.command('View: Close All Editors');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.openFile('mistake.cnn', '26x26x16');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.squiggles.first().waitFor();
  await workbench.hover('conv 32 7x7', '7x7');
  await take();
}

async function summary(workbench, take) {
  await workbench.command('cnnc: Show the Summary');
  await workbench.inPanel('tbody tr', 'conv1');
  await take('summary');
}

/** Alone, for it is as wide as its branches. */
async function graph(workbench, take) {
  await workbench.command('cnnc: Show the Network');
  await workbench.inPanel('svg text', 'conv 16 3x3 same relu');
  await workbench.press('Control+2');
  await workbench.command('View: Toggle Maximize Editor Group');
  await take('graph');
}
