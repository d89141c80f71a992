// `cnnc check --watch`: checks again what changes, also behind `use`, and ends at once on Ctrl-C.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { finished, folderWith, start } from './run-cnnc.js';
import { goodModel, wrongModel } from './models.js';

interface Session {
  readonly folder: string;
  /** Waits until standard error says it, behind what was waited for before. */
  readonly says: (words: string) => Promise<void>;
  readonly end: () => Promise<{ readonly status: number | null; readonly stdout: string }>;
}

async function watching(files: Readonly<Record<string, string>>, words: readonly string[]): Promise<Session> {
  const folder = await folderWith(files);
  await mkdir(join(folder, 'models'));
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
  // As editors save: written beside it, and renamed.
  await writeFile(join(folder, 'a.cnn.tmp'), goodModel);
  await rename(join(folder, 'a.cnn.tmp'), join(folder, 'a.cnn'));
  await says('a.cnn changed.\nNo errors in 1 file.\n');
  const { status, stdout } = await end();
  expect(status).toBe(130);
  expect(stdout).toMatch(/^a\.cnn:4:25: error CNN401 .*\n$/);
});

it('follows files behind `use`, those too that are not there yet', async () => {
  const model = 'use "blocks.cnn"\ninput 8x8x1\nUnit 4\nflatten\ndense 4\n';
  const { folder, says, end } = await watching({ 'a.cnn': model }, ['a.cnn']);
  await says('Watching 1 file');
  await writeFile(join(folder, 'blocks.cnn'), 'block Unit(maps) { conv maps 3x3 }\n');
  await says('blocks.cnn changed.\nNo errors in 1 file.\n');
  await writeFile(join(folder, 'blocks.cnn'), 'block Unit(maps) { conv maps 9x9 }\n');
  await says('blocks.cnn changed.\n1 error in 1 file.\n');
  expect((await end()).status).toBe(130);
});

it('follows folders and patterns, to which files come and from which they go', async () => {
  const { folder, says, end } = await watching({}, ['models', '*.cnn']);
  await says('No errors in 0 files.\nWatching 0 files');
  await writeFile(join(folder, 'models/a.cnn'), wrongModel);
  await says('1 error in 1 file.\n');
  await writeFile(join(folder, 'b.cnn'), goodModel);
  await says('1 error in 2 files.\n');
  await rm(join(folder, 'models/a.cnn'));
  await says('No errors in 1 file.\n');
  expect((await end()).status).toBe(130);
});
