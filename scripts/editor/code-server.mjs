// A code-server of its own: a free port, folders that nothing else uses, and an end to all that it started.

import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { atTheEnd } from './endings.mjs';
import { codeServerEntry } from './install.mjs';

/** Nothing moves, blinks, asks or phones. */
const settings = {
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.startupPrompt': 'never',
  'extensions.autoCheckUpdates': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'workbench.editor.enablePreview': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.fontFamily': 'DejaVu Sans Mono',
  'editor.fontSize': 14,
  'editor.hover.delay': 100,
  'git.enabled': false,
  'files.autoSave': 'off',
};

/** Unpacks a .vsix into a folder of extensions. */
export async function installExtension(folder, extension, extensions) {
  const words = ['--config', join(folder, 'config.yaml'), '--user-data-dir', join(folder, 'user')];
  await promisify(execFile)(
    process.execPath,
    [codeServerEntry, ...words, '--extensions-dir', extensions, '--install-extension', extension],
    { timeout: 120_000 },
  );
}

/**
 * @param folder where its files go; the caller removes it
 * @param extensions the folder of those that are installed
 * @param trusted whether every workspace is
 * @param userSettings beside those that keep it quiet
 */
export async function startCodeServer({ folder, extensions, trusted = true, userSettings = {} }) {
  const userData = join(folder, 'user');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify({ ...settings, ...userSettings }));
  const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
  const config = ['--config', join(folder, 'config.yaml')];
  const port = await freePort();
  const quiet = ['--auth', 'none', '--disable-telemetry', '--disable-update-check'];
  if (trusted) quiet.push('--disable-workspace-trust');
  const address = ['--bind-addr', `127.0.0.1:${port}`];
  const child = spawn(
    process.execPath,
    [codeServerEntry, ...config, ...folders, ...quiet, ...address],
    // A group of its own, so that its extension hosts and terminals end with it.
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, VSCODE_IPC_HOOK_CLI: '' } },
  );
  atTheEnd(() => stop(child));
  const log = createWriteStream(join(folder, 'code-server.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  await answers(port, child);
  return {
    urlOf: (workspace) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}`,
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(port, child) {
  const latest = Date.now() + 60_000;
  while (Date.now() < latest && child.exitCode === null) {
    if (await isHealthy(port)) return;
    await setTimeout(200);
  }
  throw new Error('code-server does not answer');
}

function isHealthy(port) {
  return new Promise((resolve) => {
    get(`http://127.0.0.1:${port}/healthz`, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}

function stop(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
