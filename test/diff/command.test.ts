// `cnnc diff` as a process: files, revisions of git, formats and exit statuses.

import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goodModel, wrongModel } from '../cli/models.js';
import { cnnc, folderWith } from '../cli/run-cnnc.js';

const wider = goodModel.replace('conv 4 3x3 same relu -> 8x8x4', 'conv 6 3x3 same relu -> 8x8x6');

function git(folder: string, ...words: string[]): void {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...who, '-C', folder, ...words], { stdio: 'ignore' });
}

/** A repository whose only commit holds these files. */
async function repositoryWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await folderWith();
  await mkdir(join(folder, 'nets'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  git(folder, 'init');
  git(folder, 'add', '.');
  git(folder, 'commit', '-m', 'first');
  return folder;
}

describe('two files', () => {
  it('are compared, and exit with 0', async () => {
    const folder = await folderWith({ 'a.cnn': goodModel, 'b.cnn': wider });
    const { status, stdout, stderr } = await cnnc(['diff', 'a.cnn', 'b.cnn'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('- conv1');
    expect(stdout).toContain('conv1/kernel was 3x3x1x4, is 3x3x1x6');
  });

  it('exit with 1 where they differ and that was asked for', async () => {
    const folder = await folderWith({ 'a.cnn': goodModel, 'b.cnn': wider, 'c.cnn': `# c\n${goodModel}` });
    expect((await cnnc(['diff', 'a.cnn', 'b.cnn', '--exit-code'], { cwd: folder })).status).toBe(1);
    expect((await cnnc(['diff', 'a.cnn', 'c.cnn', '--exit-code'], { cwd: folder })).status).toBe(0);
  });

  it('one with a mistake: what comes before it, and 1', async () => {
    const folder = await folderWith({ 'a.cnn': goodModel, 'b.cnn': wrongModel.replace('3x3', '5x5') });
    const { status, stdout, stderr } = await cnnc(['diff', 'a.cnn', 'b.cnn'], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toContain('conv 4 5x5 same relu');
    expect(stderr).toContain('error[CNN401]');
    expect(stderr).toContain('b.cnn has 1 error.');
  });

  it('one from standard input, as JSON', async () => {
    const folder = await folderWith({ 'a.cnn': goodModel });
    const words = ['diff', 'a.cnn', '-', '--format', 'json'];
    const { status, stdout } = await cnnc(words, { cwd: folder, input: wider });
    expect(status).toBe(0);
    const { version, differs, layers } = JSON.parse(stdout);
    expect({ version, differs }).toEqual({ version: 1, differs: true });
    expect(layers[0]).toMatchObject({ change: 'changed', before: { text: 'conv 4 3x3 same relu' } });
  });

  it('are coloured only where that is wanted', async () => {
    const folder = await folderWith({ 'a.cnn': goodModel, 'b.cnn': wider });
    const words = ['diff', 'a.cnn', 'b.cnn'];
    const plain = await cnnc(words, { cwd: folder });
    const coloured = await cnnc([...words, '--color'], { cwd: folder });
    const refused = await cnnc(words, { cwd: folder, environment: { NO_COLOR: '1', FORCE_COLOR: '1' } });
    expect(refused.stdout).toBe(plain.stdout);
    expect(coloured.stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.stdout);
    expect(coloured.stdout).not.toBe(plain.stdout);
  });
});

describe('--set', () => {
  it('is for both, --set-after for the second alone', async () => {
    const folder = await folderWith({ 'a.cnn': goodModel });
    const words = ['diff', 'a.cnn', '--set', 'classes=5', '--set-after', 'classes=7'];
    const { status, stdout } = await cnnc(words, { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('dense1/kernel was 64x5, is 64x7');
  });

  it('of a param that is new is for that file', async () => {
    const older = goodModel.replace('param classes = 4\n', '').replace('classes', '4');
    const folder = await folderWith({ 'a.cnn': older, 'b.cnn': goodModel });
    const { status, stdout, stderr } = await cnnc(['diff', 'a.cnn', 'b.cnn', '--set', 'classes=5'], {
      cwd: folder,
    });
    expect(status).toBe(0);
    expect(stderr).toContain('a.cnn has no such param');
    expect(stdout).toContain('dense1/kernel was 64x4, is 64x5');
  });
});

describe('--git', () => {
  it('takes the file and those behind its `use` as of the revision', async () => {
    const root = 'use "../blocks.cnn"\ninput 8x8x1\nUnit 4\nflatten\ndense 2 softmax\n';
    const block = 'block Unit(maps) { conv maps 3x3 same relu }\n';
    const folder = await repositoryWith({ 'blocks.cnn': block, 'nets/model.cnn': root });
    await writeFile(join(folder, 'blocks.cnn'), block.replace('3x3', '5x5'));
    for (const [cwd, file] of [
      [folder, 'nets/model.cnn'],
      [join(folder, 'nets'), 'model.cnn'],
    ] as const) {
      const { status, stdout, stderr } = await cnnc(['diff', '--git', 'HEAD', file], { cwd });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain(`--- HEAD:./${file}`);
      expect(stdout).toContain('conv 4 3x3 same relu');
      expect(stdout).toContain('conv 4 5x5 same relu');
    }
  });

  it('follows links within the repository', async () => {
    const folder = await repositoryWith({ 'real.cnn': goodModel });
    await symlink('real.cnn', join(folder, 'link.cnn'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-m', 'second');
    const { status, stdout } = await cnnc(['diff', '--git', 'HEAD', 'link.cnn'], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain('No differences');
  });

  it.each([
    ['nope', 'model.cnn', 'there is no revision nope'],
    ['--output=owned', 'model.cnn', 'is no revision'],
    ['-1', 'model.cnn', 'is no revision'],
    ['$(touch owned)', 'model.cnn', 'there is no revision $(touch owned)'],
    ['HEAD:model.cnn', 'model.cnn', 'is no revision'],
    ['HEAD~1..HEAD', 'model.cnn', 'is a range'],
    ['HEAD', 'new.cnn', 'new.cnn is not in revision HEAD'],
    ['HEAD', '-', 'standard input has no revisions'],
  ])('%s of %s is refused', async (revision, file, said) => {
    const folder = await repositoryWith({ 'model.cnn': goodModel });
    await writeFile(join(folder, 'new.cnn'), goodModel);
    const { status, stdout, stderr } = await cnnc(['diff', `--git=${revision}`, file], {
      cwd: folder,
      input: '',
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toContain('help:');
  });

  it('says where there is no repository, and where there is no git', async () => {
    const folder = await folderWith({ 'model.cnn': goodModel });
    const words = ['diff', '--git', 'HEAD', 'model.cnn'];
    const outside = await cnnc(words, {
      cwd: folder,
      environment: { GIT_CEILING_DIRECTORIES: join(folder, '..') },
    });
    expect(outside).toMatchObject({ status: 2, stderr: expect.stringContaining('is in no git repository') });
    const without = await cnnc(words, { cwd: folder, environment: { PATH: folder } });
    expect(without).toMatchObject({ status: 2, stderr: expect.stringContaining('git is not installed') });
  });
});

describe('wrong command lines', () => {
  it.each([
    [['diff', 'a.cnn'], 'nothing to compare'],
    [['diff', '--git', 'HEAD', 'a.cnn', 'b.cnn'], 'name one file'],
    [['diff', '-', '-'], 'standard input is one text'],
    [['diff', 'a.cnn', 'missing.cnn'], 'there is no file missing.cnn'],
  ])('%j', async (words, said) => {
    const folder = await folderWith({ 'a.cnn': goodModel });
    const { status, stdout, stderr } = await cnnc(words, { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(said);
  });
});
