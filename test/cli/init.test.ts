// `cnnc init`: what it writes is good, and it overwrites nothing.

import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cnnc, folderWith, root } from './run-cnnc.js';

const run = promisify(execFile);

it('writes a model that checks and trains, and says what comes next', async () => {
  const folder = await folderWith();
  const { status, stdout, stderr } = await cnnc(['init', 'digits'], { cwd: folder });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  await expect(stderr).toMatchFileSnapshot('../golden/formats/init.txt');
  const cwd = join(folder, 'digits');
  expect(await cnnc(['check', '.', '--max-warnings', '0'], { cwd })).toMatchObject({ status: 0 });
  expect(await cnnc(['fmt', '--check', '.'], { cwd })).toMatchObject({ status: 0 });
  const samples = [join(root, '.ci/first-samples.mjs'), join(root, 'examples/mnist/data'), join(cwd, 'data')];
  await run(process.execPath, [...samples, '192']);
  const trained = await cnnc(['train', 'model.cnn', '--epochs', '1', '--out', 'run'], { cwd });
  expect(trained).toMatchObject({ status: 0 });
});

it('writes a workflow that checks with the version that wrote it', async () => {
  const folder = await folderWith();
  await cnnc(['init'], { cwd: folder });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const workflow = parse(await readFile(join(folder, '.github/workflows/cnnc.yml'), 'utf8'));
  const commands = workflow.jobs.check.steps.flatMap(({ run: command }: { run?: string }) => command ?? []);
  expect(commands).toEqual([`npm install --global --omit=optional cnnc@${version}`, 'cnnc check .']);
});

describe('what is there already', () => {
  it.each(['model.cnn', '.github/workflows/cnnc.yml'])('%s stays, and nothing is written', async (name) => {
    const folder = await folderWith();
    await mkdir(join(folder, '.github/workflows'), { recursive: true });
    await writeFile(join(folder, name), 'mine');
    const { status, stderr } = await cnnc(['init'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toBe(
      `error: ${name} is there already\n  help: choose another folder, as in \`cnnc init NAME\`\n`,
    );
    expect(await readFile(join(folder, name), 'utf8')).toBe('mine');
    expect((await readdir(folder)).filter((each) => each !== '.github' && each !== name)).toEqual([]);
  });

  it('a README stays, and its line is told', async () => {
    const folder = await folderWith({ 'README.md': '# Mine\n' });
    const { status, stderr } = await cnnc(['init'], { cwd: folder });
    expect(status).toBe(0);
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('# Mine\n');
    expect(stderr).toContain('README.md is there already. A line for it:\n  `model.cnn` is');
  });

  it('a file is no folder', async () => {
    const folder = await folderWith({ digits: '' });
    const { status, stderr } = await cnnc(['init', 'digits'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('a part of the path is a file');
  });
});
