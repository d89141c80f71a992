// `cnnc check --watch`: checks again what changes, also behind `use`, and ends at once on Ctrl-C.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { finished, folderWith, start } from './run-cnnc.js';
import { goodModel, wrongModel } from './models.js';

/** One lint, CNN603. */
const linted = 'input 8x8x1\nconv 4 3x3 same bn relu\nflatten\ndense 4\n';

/** As editors save: written beside it, and renamed, so that nobody sees half of it. */
async function save(path: string, text: string): Promise<void> {
  await writeFile(`${path}.tmp`, text);
  await rename(`${path}.tmp`, path);
}

interface Session {
  readonly folder: string;
  /** Waits until standard error says it, behind what was waited for before. */
  readonly says: (words: string) => Promise<void>;
  readonly end: () => Promise<{ readonly status: number | null; readonly stdout: string }>;
}

async function watching(files: Readonly<Record<string, string>>, words: readonly string[]): Promise<Session> {
  const folder = await folderWith();
  await mkdir(join(folder, 'models'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const child = start(['check', '--watch', '--format', 'short', ...words], { cwd: folder });
  onTestFinished(() => void child.kill('SIGKILL'));
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (told += chunk));
  const outcome = finished(child);
  const says = async (wanted: string): Promise<void> => {
    await expect.poll(() => told, { timeout: 20_000, interval: 30 }).toContain(wanted);
    told = told.slice(told.indexOf(wanted) + wanted.length);
  };
  const end = (): ReturnType<Session['end']> => {
    child.kill('SIGINT');
    return outcome;
  };
  return { folder, says, end };
}

it('follows a file', async () => {
  const { folder, says, end } = await watching({ 'a.cnn': goodModel }, ['a.cnn']);
  await says('No errors in 1 file.\nWatching 1 file; Ctrl-C ends it.\n');
  await writeFile(join(folder, 'a.cnn'), wrongModel);
  await says('a.cnn changed.\n1 error in 1 file.\n');
  await save(join(folder, 'a.cnn'), goodModel);
  await says('a.cnn changed.\nNo errors in 1 file.\n');
  const { status, stdout } = await end();
  expect(status).toBe(130);
  expect(stdout).toMatch(/^a\.cnn:4:25: error CNN401 .*\n$/);
});

it('follows files behind `use`, those too that are not there yet', async () => {
  const model = 'use "blocks.cnn"\ninput 8x8x1\nUnit 4\nflatten\ndense 4\n';
  const { folder, says, end } = await watching({ 'a.cnn': model }, ['a.cnn']);
  await says('Watching 1 file');
  await save(join(folder, 'blocks.cnn'), 'block Unit(maps) { conv maps 3x3 }\n');
  await says('blocks.cnn changed.\nNo errors in 1 file.\n');
  await save(join(folder, 'blocks.cnn'), 'block Unit(maps) { conv maps 9x9 }\n');
  await says('blocks.cnn changed.\n1 error in 1 file.\n');
  expect((await end()).status).toBe(130);
});

it('follows the settings, those too that come and go, and goes on where they do not read', async () => {
  const { folder, says, end } = await watching({ 'models/a.cnn': linted }, ['models']);
  await says('No errors and 1 warning in 1 file.\nWatching 1 file');
  const settings = join(folder, 'cnnc.config.json');
  await save(settings, '{ "lints": { "CNN603": "off" } }');
  await says('cnnc.config.json changed.\nNo errors in 1 file.\n');
  await save(settings, '{ "lints": { "CNN603": "loud" } }');
  await says('cnnc.config.json changed.\nerror: cnnc.config.json');
  await save(settings, '{ "lints": { "CNN603": "error" } }');
  await says('cnnc.config.json changed.\n1 error in 1 file.\n');
  await rm(settings);
  await says('cnnc.config.json changed.\nNo errors and 1 warning in 1 file.\n');
  expect((await end()).status).toBe(130);
});

it('follows folders and patterns, to which files come and from which they go', async () => {
  const { folder, says, end } = await watching({}, ['models', '*.cnn']);
  await says('No errors in 0 files.\nWatching 0 files');
  await save(join(folder, 'models/a.cnn'), wrongModel);
  await says('1 error in 1 file.\n');
  await save(join(folder, 'b.cnn'), goodModel);
  await says('1 error in 2 files.\n');
  await rm(join(folder, 'models/a.cnn'));
  await says('No errors in 1 file.\n');
  expect((await end()).status).toBe(130);
});
