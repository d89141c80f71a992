// One scenario: in a window and a workspace of its own, with a picture of how it ended if that was badly.

import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Workbench } from './workbench.mjs';

const workspace = fileURLToPath(new URL('workspace', import.meta.url));

/** @param prepare what is done to the window before VS Code is in it */
export async function runScenario({ browser, server, prepare, folder, pictures, scenario }) {
  const start = Date.now();
  const own = await mkdtemp(join(folder, 'workspace-'));
  await cp(workspace, own, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' });
  const picture = (name, shown = page) => shown.screenshot({ path: join(pictures, `${name}.png`) });
  const ended = (error) => ({ error, seconds: ((Date.now() - start) / 1000).toFixed(1) });
  try {
    await prepare(page);
    const workbench = new Workbench(page, own);
    await workbench.open(server.urlOf(own));
    await scenario.run({ workbench, picture });
    return ended();
  } catch (error) {
    await picture(`FAILED ${scenario.title}`);
    return ended(error);
  } finally {
    await page.context().close();
  }
}
