// `cnnc fmt`: what it writes, what it leaves alone, and what it says.

import { chmod, link, lstat, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refuseToReplace } from '../../cli/replaceable-file.js';
import { cnnc, folderWith } from '../cli/run-cnnc.js';

const messy = 'input   8x8x1\r\nconv 4 3x3->6x6x4';
const neat = 'input 8x8x1\nconv 4 3x3  -> 6x6x4\n';
const broken = 'input 8x8x1\nconv  4 3x3 = =\n';

describe('in place', () => {
  it('writes what changes, and names it', async () => {
    const folder = await folderWith({ 'a.cnn': messy, 'b.cnn': neat });
    const before = await stat(join(folder, 'b.cnn'));
    expect(await cnnc(['fmt', 'a.cnn', 'b.cnn'], { cwd: folder })).toEqual({
      status: 0,
      stdout: '',
      stderr: 'Formatted a.cnn.\n1 of 2 files changed.\n',
    });
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(neat);
    const after = await stat(join(folder, 'b.cnn'));
    expect([after.mtimeMs, after.ino]).toEqual([before.mtimeMs, before.ino]);
    expect(await readdir(folder)).toEqual(['a.cnn', 'b.cnn']);
  });

  it('takes folders and globs', async () => {
    const folder = await folderWith({ 'a.cnn': messy });
    await mkdir(join(folder, 'deep'));
    await writeFile(join(folder, 'deep', 'b.cnn'), messy);
    expect((await cnnc(['fmt', '.'], { cwd: folder })).stderr).toContain('2 of 2 files changed.');
    expect((await cnnc(['fmt', '**/*.cnn'], { cwd: folder })).stderr).toBe('No changes in 2 files.\n');
  });

  it('is silent with --quiet', async () => {
    const folder = await folderWith({ 'a.cnn': messy });
    expect(await cnnc(['fmt', '--quiet', 'a.cnn'], { cwd: folder })).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(neat);
  });

  it('leaves a text with mistakes of form as it is, and formats the others', async () => {
    const folder = await folderWith({ 'a.cnn': broken, 'b.cnn': messy });
    const { status, stdout, stderr } = await cnnc(['fmt', 'a.cnn', 'b.cnn'], { cwd: folder });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error[CNN102]');
    expect(stderr).toContain('--> a.cnn:2:13');
    expect(stderr).toContain('1 of 2 files changed; 1 could not be read and stays as before.');
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(broken);
    expect(await readFile(join(folder, 'b.cnn'), 'utf8')).toBe(neat);
  });

  it('formats a network that does not hold together', async () => {
    const folder = await folderWith({ 'a.cnn': 'conv   99 9x9\n' });
    expect((await cnnc(['fmt', 'a.cnn'], { cwd: folder })).status).toBe(0);
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe('conv 99 9x9\n');
  });
});

describe('files that are special', () => {
  it('keeps a link, and the permissions of what it leads to', async () => {
    const folder = await folderWith({ 'a.cnn': messy });
    await chmod(join(folder, 'a.cnn'), 0o640);
    await symlink('a.cnn', join(folder, 'link.cnn'));
    expect((await cnnc(['fmt', 'link.cnn'], { cwd: folder })).status).toBe(0);
    expect((await lstat(join(folder, 'link.cnn'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(neat);
    expect((await stat(join(folder, 'a.cnn'))).mode & 0o777).toBe(0o640);
  });

  it('keeps the names of a file one', async () => {
    const folder = await folderWith({ 'a.cnn': messy });
    await link(join(folder, 'a.cnn'), join(folder, 'b.cnn'));
    expect((await cnnc(['fmt', 'a.cnn'], { cwd: folder })).status).toBe(0);
    expect(await readFile(join(folder, 'b.cnn'), 'utf8')).toBe(neat);
  });

  it('does not replace a file that is read-only', async () => {
    const folder = await folderWith({ 'a.cnn': messy, 'b.cnn': messy });
    await chmod(join(folder, 'a.cnn'), 0o444);
    const { status, stderr } = await cnnc(['fmt', 'a.cnn', 'b.cnn'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('error: cannot write a.cnn: it is read-only\n  help: check its permissions');
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(messy);
    expect(await readFile(join(folder, 'b.cnn'), 'utf8')).toBe(neat);
  });

  it('does not overwrite what another program wrote meanwhile', async () => {
    const folder = await folderWith({ 'a.cnn': neat });
    await expect(refuseToReplace(join(folder, 'a.cnn'), neat, 'wait')).resolves.toBeUndefined();
    await expect(refuseToReplace(join(folder, 'a.cnn'), messy, 'wait')).rejects.toThrow(
      'changed by another program',
    );
  });

  it.runIf(process.platform !== 'win32')('does not write to a pipe', async () => {
    const folder = await folderWith();
    execFileSync('mkfifo', [join(folder, 'pipe.cnn')]);
    const writing = writeFile(join(folder, 'pipe.cnn'), messy);
    const { status, stderr } = await cnnc(['fmt', 'pipe.cnn'], { cwd: folder });
    await writing;
    expect(status).toBe(2);
    expect(stderr).toContain('pipe.cnn is not a file that can be replaced');
  });

  it.each([
    ['missing', 'there is no file'],
    ['folder without models', 'has no .cnn files'],
    ['UTF-16', 'is UTF-16 text'],
  ])('says what is wrong with one that is: %s', async (kind, reason) => {
    const folder = await folderWith({ 'utf16.cnn': Buffer.from('\ufeffinput 8\n', 'utf16le') });
    await mkdir(join(folder, 'empty'));
    const word = { missing: 'none.cnn', 'folder without models': 'empty', 'UTF-16': 'utf16.cnn' }[
      kind
    ] as string;
    const { status, stderr } = await cnnc(['fmt', word], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});

describe('--check', () => {
  it('lists what differs, and writes nothing', async () => {
    const folder = await folderWith({ 'a.cnn': messy, 'b.cnn': neat, 'c.cnn': messy });
    expect(await cnnc(['fmt', '--check', '.'], { cwd: folder })).toEqual({
      status: 1,
      stdout: 'a.cnn\nc.cnn\n',
      stderr: '2 of 3 files not formatted.\n',
    });
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(messy);
  });

  it('is content with what is formatted', async () => {
    const { status, stdout } = await cnnc(['fmt', '--check', '-'], { input: neat });
    expect([status, stdout]).toEqual([0, '']);
    expect(await cnnc(['fmt', '--check', '-'], { input: messy })).toMatchObject({
      status: 1,
      stdout: '<stdin>\n',
    });
  });

  it('fails where a text does not read', async () => {
    expect((await cnnc(['fmt', '--check', '-'], { input: broken })).status).toBe(1);
  });
});

describe('to standard output', () => {
  it('formats standard input', async () => {
    expect(await cnnc(['fmt', '-'], { input: messy })).toEqual({ status: 0, stdout: neat, stderr: '' });
  });

  it('prints nothing of a text that does not read', async () => {
    const { status, stdout, stderr } = await cnnc(['fmt', '-'], { input: broken });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('--> <stdin>:2:13');
  });

  it('formats files with --stdout, and leaves them alone', async () => {
    const folder = await folderWith({ 'a.cnn': messy });
    expect(await cnnc(['fmt', '--stdout', 'a.cnn'], { cwd: folder })).toEqual({
      status: 0,
      stdout: neat,
      stderr: '',
    });
    expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(messy);
  });

  it('is no check', async () => {
    const { status, stderr } = await cnnc(['fmt', '--stdout', '--check', 'a.cnn']);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be used with');
  });
});
