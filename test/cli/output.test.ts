// Colour, and streams that do not take what is written to them.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cnnc, folderWith, program } from './run-cnnc.js';
import { goodModel, wrongModel } from './models.js';

const escape = '\u001b[';

describe('colour', () => {
  it.each([
    [['check', '-'], {}, false],
    [['check', '-', '--color'], {}, true],
    [['--color', 'check', '-'], {}, true],
    [['check', '-', '--color'], { NO_COLOR: '1' }, true],
    [['check', '-'], { FORCE_COLOR: '1' }, true],
    [['check', '-'], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [['check', '-', '--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%j under %j: %s', async (words, environment, coloured) => {
    const { stdout } = await cnnc(words, { input: wrongModel, environment });
    expect(stdout.includes(escape)).toBe(coloured);
  });
});

describe('a reader that leaves', () => {
  it('ends the program without a word', async () => {
    const layers = 'conv 4 3x3 same\n'.repeat(3000);
    const folder = await folderWith({ 'long.cnn': `input 8x8x1\n${layers}` });
    const line = `"${process.execPath}" "${program}" summary long.cnn --json | head -1`;
    const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], { cwd: folder });
    expect({ stdout, stderr }).toEqual({ stdout: '{\n', stderr: '' });
  });
});

describe('a full disk', () => {
  it('is said, and exits with 2', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    const line = `"${process.execPath}" "${program}" summary small.cnn > /dev/full`;
    const outcome = await promisify(execFile)('sh', ['-c', line], { cwd: folder }).catch(
      (error: unknown) => error,
    );
    expect(outcome).toMatchObject({ code: 2 });
    expect((outcome as { stderr: string }).stderr).toContain(
      'cannot write to standard output: the disk is full',
    );
  });
});
