// `npm run check:editor`: the extension in a real VS Code (code-server) that Chromium shows, with a picture of each
// thing it does in .tmp/editor/. Exits with 77 where code-server or Chromium cannot be had.
//   --pictures   instead makes those of the README and the walkthrough, in editors/vscode/pictures/
//   --make NAME  node, browser or restricted, to try that one alone
//   NAMES        of scenarios, to run these alone

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { packageExtension } from '../package-vscode.mjs';
import { installExtension, startCodeServer } from './code-server.mjs';
import { atTheEnd, breakOffAfter, endAll, unlessBroken } from './endings.mjs';
import { serveExtension } from './in-page.mjs';
import { findChromium, install } from './install.mjs';
import { makes, pictureMakes } from './makes.mjs';
import { runScenario } from './run-scenario.mjs';
import { exitUnavailable } from './unavailable.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const documented = join(root, 'editors/vscode/pictures');

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'boolean', default: false }, make: { type: 'string' } },
});

let passed = 0;
let failed = 0;

async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'cnnc-editor-'));
  atTheEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** @param inPage whether the extension runs in the page, or beside its files with Node */
async function runMake(browser, extension, { name, inPage = false, trusted, userSettings, scenarios }) {
  const chosen = scenarios.filter(({ title }) => wanted.length === 0 || wanted.includes(title));
  if (chosen.length === 0 || (values.make !== undefined && values.make !== name)) return;
  const folder = await temporaryFolder();
  const unpacked = join(folder, 'unpacked');
  await installExtension(folder, extension, unpacked);
  const extensions = inPage ? join(folder, 'none') : unpacked;
  const server = await startCodeServer({ folder, extensions, trusted, userSettings });
  const served = inPage ? await serveExtension(unpacked) : { prepare: () => {}, stop: () => {} };
  atTheEnd(() => served.stop());
  const pictures = values.pictures ? documented : join(root, '.tmp/editor', name);
  await mkdir(pictures, { recursive: true });
  for (const scenario of chosen) {
    const { prepare } = served;
    await unlessBroken();
    tell(name, scenario, await runScenario({ browser, server, prepare, folder, pictures, scenario }));
  }
}

function tell(name, { title }, { error, seconds }) {
  if (error === undefined) passed++;
  else failed++;
  console.log(`${error === undefined ? 'ok    ' : 'FAILED'} ${name}: ${title} (${seconds} s)`);
  if (error !== undefined) console.log(error.stack ?? error);
}

async function runAll() {
  await install();
  // Nothing that an earlier run left.
  await rm(join(root, '.tmp/editor'), { recursive: true, force: true });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox'],
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  atTheEnd(() => browser.close());
  const extension = join(await temporaryFolder(), 'cnnc.vsix');
  await packageExtension(extension);
  for (const make of values.pictures ? pictureMakes : makes) await runMake(browser, extension, make);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

breakOffAfter(10);
try {
  await runAll();
} catch (error) {
  await unlessBroken();
  await endAll();
  exitUnavailable(error);
}
await endAll();
