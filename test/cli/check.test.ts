// `cnnc check`: verdicts, formats, and every way in which a file can fail to be a text.

import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cnnc, folderWith } from './run-cnnc.js';
import { goodModel, wrongModel } from './models.js';

describe('verdicts', () => {
  it('is silent on standard output where all is well', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    expect(await cnnc(['check', 'small.cnn'], { cwd: folder })).toEqual({
      status: 0,
      stdout: '',
      stderr: 'No errors in 1 file.\n',
    });
  });

  it('prints mistakes on standard output and exits with 1', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel });
    const { status, stdout, stderr } = await cnnc(['check', 'wrong.cnn'], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toBe('1 error in 1 file.\n');
    await expect(stdout).toMatchFileSnapshot('../golden/cli/wrong.diag');
  });

  it('reads standard input', async () => {
    const { status, stdout } = await cnnc(['check', '-'], { input: wrongModel });
    expect(status).toBe(1);
    expect(stdout).toContain('<stdin>');
  });

  it('finds an empty text wanting', async () => {
    expect((await cnnc(['check', '-'], { input: '' })).status).toBe(1);
    expect((await cnnc(['check', '-'], { input: '\n  \n# nothing\n' })).status).toBe(1);
  });
});

describe('--format json', () => {
  it('has the documented shape', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel });
    const { status, stdout } = await cnnc(['check', 'wrong.cnn', '--format', 'json'], { cwd: folder });
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['version', 'diagnostics']);
    expect(report.version).toBe(1);
    const [diagnostic] = report.diagnostics;
    expect(Object.keys(diagnostic)).toEqual([
      'file',
      'code',
      'severity',
      'message',
      'range',
      'related',
      'help',
      'fixes',
    ]);
    expect(diagnostic).toMatchObject({ file: 'wrong.cnn', severity: 'error', range: { start: { line: 4 } } });
    const { start, end } = diagnostic.range;
    const underlined = wrongModel.split('\n')[3].slice(start.column - 1, end.column - 1);
    expect(underlined).toContain('9x9x4');
  });

  it('is a whole document also where all is well', async () => {
    const { status, stdout } = await cnnc(['check', '-', '--format', 'json'], { input: goodModel });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ version: 1, diagnostics: [] });
  });
});

describe('several files', () => {
  async function threeModels(): Promise<string> {
    const folder = await folderWith({ 'a.cnn': goodModel, 'notes.txt': 'not a model' });
    await mkdir(join(folder, 'deep', 'node_modules'), { recursive: true });
    await writeFile(join(folder, 'deep', 'b.cnn'), wrongModel);
    await writeFile(join(folder, 'deep', 'node_modules', 'c.cnn'), wrongModel);
    return folder;
  }

  it.each([
    [['.'], '1 error in 2 files.'],
    [['deep'], '1 error in 1 file.'],
    [['*.cnn'], 'No errors in 1 file.'],
    [['**/*.cnn'], '1 error in 2 files.'],
    [['a.cnn', 'deep/b.cnn', 'a.cnn'], '1 error in 2 files.'],
  ])('%j: %s', async (words, said) => {
    const { stderr } = await cnnc(['check', ...words], { cwd: await threeModels() });
    expect(stderr).toBe(`${said}\n`);
  });

  it('goes on behind a file that cannot be read', async () => {
    const { status, stdout, stderr } = await cnnc(['check', 'missing.cnn', 'deep/b.cnn'], {
      cwd: await threeModels(),
    });
    expect(status).toBe(2);
    expect(stdout).toContain('9x9x4');
    expect(stderr).toContain('there is no file missing.cnn');
  });
});

describe('what is no text', () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['NUL bytes', Buffer.from('input 8x8x1\n\0\0'), 'is not text: it has a NUL byte at offset 12'],
    ['bytes that are not UTF-8', Buffer.from([0x69, 0x0a, 0xff, 0xfe, 0x41]), 'is not UTF-8 text: line 2'],
    ['UTF-16', Buffer.from('\uFEFFinput 8x8x1', 'utf16le'), 'is UTF-16 text'],
  ];

  it.each(cases)('%s', async (_, content, reason) => {
    const folder = await folderWith({ 'bad.cnn': content });
    const fromFile = await cnnc(['check', 'bad.cnn'], { cwd: folder });
    expect(fromFile.status).toBe(2);
    expect(fromFile.stdout).toBe('');
    expect(fromFile.stderr).toContain(`error: bad.cnn ${reason}`);
    expect(fromFile.stderr).toContain('help: ');
    const fromInput = await cnnc(['check', '-'], { input: content });
    expect(fromInput.status).toBe(2);
    expect(fromInput.stderr).toContain(reason);
  });

  it('a file that is too large, which is not read', async () => {
    const folder = await folderWith({ 'huge.cnn': '' });
    await truncate(join(folder, 'huge.cnn'), 20 * 1024 * 1024 * 1024);
    const { status, stderr } = await cnnc(['check', 'huge.cnn'], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('larger than 16 MiB');
  });

  it('standard input that never ends', async () => {
    const { status, stderr } = await cnnc(['check', '-'], { input: Buffer.alloc(17 * 1024 * 1024, 0x20) });
    expect(status).toBe(2);
    expect(stderr).toContain('standard input is larger than 16 MiB');
  });

  it.each([
    [['check', 'smal.cnn'], 'did you mean small.cnn?'],
    [['check', 'nowhere/small.cnn'], 'there is no folder nowhere'],
    [['check', 'small.cnn/other.cnn'], 'a part of the path is a file'],
    [['check', 'empty'], 'the folder empty has no .cnn files'],
    [['check', 'x*.cnn'], 'no file matches x*.cnn'],
    [['summary', 'empty'], 'empty is a folder'],
  ])('%j: %s', async (words, reason) => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    await mkdir(join(folder, 'empty'));
    const { status, stdout, stderr } = await cnnc(words, { cwd: folder });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
    expect(stderr).not.toContain('    at ');
  });

  it('takes a byte order mark and Windows line ends', async () => {
    const input = `\uFEFF${goodModel.replaceAll('\n', '\r\n')}`;
    expect((await cnnc(['check', '-'], { input })).status).toBe(0);
  });
});
