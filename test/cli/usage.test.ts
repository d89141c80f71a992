// The command line itself: help, misspelt words, and what standard output and standard error are for.

import { describe, expect, it } from 'vitest';
import { commandsIn } from './help-text.js';
import { goodModel } from './models.js';
import { cnnc, folderWith } from './run-cnnc.js';

const overview = await cnnc(['--help']);

describe('help', () => {
  it('lists every command', async () => {
    expect(overview).toMatchObject({ status: 0, stderr: '' });
    await expect(overview.stdout).toMatchFileSnapshot('../golden/cli/help.txt');
  });

  it.each(commandsIn(overview.stdout))('explains %s with an example', async (command) => {
    const { status, stdout } = await cnnc([command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain(`$ cnnc ${command}`);
    await expect(stdout).toMatchFileSnapshot(`../golden/cli/help-${command}.txt`);
  });

  it('is also a command', async () => {
    const { status, stdout } = await cnnc(['help', 'check']);
    expect(status).toBe(0);
    expect(stdout).toContain('--format');
  });

  it('goes to standard error where nothing was asked for', async () => {
    const { status, stdout, stderr } = await cnnc([]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: cnnc');
  });

  it('knows its version', async () => {
    const { status, stdout } = await cnnc(['--version']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('misspelt words', () => {
  it.each([
    [['chek', 'a.cnn'], 'check'],
    [['sumary', 'a.cnn'], 'summary'],
    [['check', 'a.cnn', '--fromat', 'json'], '--format'],
    [['train', 'a.cnn', '--epoch', '3'], '--epochs'],
  ])('%j suggests %s', async (words, meant) => {
    const { status, stdout, stderr } = await cnnc(words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`Did you mean ${meant}?`);
  });

  it.each([
    [['train', 'a.cnn', '--epochs', '0'], 'whole number, 1 or more'],
    [['train', 'a.cnn', '--batch', 'many'], 'whole number'],
    [['train', 'a.cnn', '--engine', 'abacus'], 'Allowed choices are auto'],
    [['check', 'a.cnn', '--format', 'xml'], 'Allowed choices are pretty, short, json'],
    [['eval', 'a.cnn'], '--weights'],
    [['build', 'a.cnn', '--stdout', '-o', 'b.ts'], 'cannot be used with'],
    [['check', ''], 'the name of a file is empty'],
    [['check', 'a.cnn', '-o', ''], '-o has no file to write'],
    [['check', 'a.cnn', '--set', 'classes'], 'NAME=VALUE'],
    [['check', 'a.cnn', '--set', 'classes=ten'], 'not a number'],
    [['check', 'a.cnn', '--set', '2=3'], 'not the name of a param'],
  ])('%j is refused', async (words, reason) => {
    const { status, stdout, stderr } = await cnnc(words);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(reason);
  });
});

describe('--set', () => {
  it.each([
    ['10', 10],
    ['1e1', 10],
    ['2k', 2000],
  ])('takes %s', async (written, units) => {
    const { status, stdout } = await cnnc(['summary', '-', '--json', '--set', `classes=${written}`], {
      input: goodModel,
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).outputs[0].shape).toEqual([units]);
  });

  it('names the nearest param where there is none of that name', async () => {
    const { status, stdout, stderr } = await cnnc(['check', '-', '--set', 'clases=10'], { input: goodModel });
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('clases');
    expect(stdout + stderr).toContain('classes');
  });
});

describe('--quiet', () => {
  it('leaves out everything but results and errors', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    const loud = await cnnc(['check', 'small.cnn'], { cwd: folder });
    const quiet = await cnnc(['--quiet', 'check', 'small.cnn'], { cwd: folder });
    expect(loud.stderr).toBe('No errors in 1 file.\n');
    expect(quiet).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
