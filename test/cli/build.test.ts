// `cnnc build`: where it writes, and what it never overwrites.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cnnc, folderWith } from './run-cnnc.js';
import { goodModel, wrongModel } from './models.js';

describe('cnnc build', () => {
  it('writes beside the model, and again over its own file', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    for (let round = 0; round < 2; round++) {
      const { status, stdout, stderr } = await cnnc(['build', 'small.cnn'], { cwd: folder });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      expect(stderr).toContain('Wrote small.ts');
    }
    expect(await readFile(join(folder, 'small.ts'), 'utf8')).toMatch(
      /^\/\/ Compiled by cnnc from small\.cnn\./,
    );
  });

  it('prints with --stdout, and writes nothing', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    const { status, stdout, stderr } = await cnnc(['build', 'small.cnn', '--stdout'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('createModel');
    await expect(readFile(join(folder, 'small.ts'))).rejects.toThrow();
  });

  it('prints the graph and what passes make of it with --print-graph, and writes nothing', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel, 'wrong.cnn': wrongModel });
    const good = await cnnc(['build', 'small.cnn', '--print-graph'], { cwd: folder });
    expect({ status: good.status, stderr: good.stderr }).toEqual({ status: 0, stderr: '' });
    expect(good.stdout).toMatch(/^# as lowered$/m);
    expect(good.stdout).toMatch(/^# fuse-activations: /m);
    await expect(readFile(join(folder, 'small.ts'))).rejects.toThrow();
    const wrong = await cnnc(['build', 'wrong.cnn', '--print-graph'], { cwd: folder });
    expect({ status: wrong.status, stdout: wrong.stdout }).toEqual({ status: 1, stdout: '' });
  });

  it("keeps a person's own file unless forced", async () => {
    const folder = await folderWith({ 'small.cnn': goodModel, 'small.ts': 'export const mine = 1;\n' });
    const refused = await cnnc(['build', 'small.cnn'], { cwd: folder });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('--force');
    expect(await readFile(join(folder, 'small.ts'), 'utf8')).toContain('mine');
    expect((await cnnc(['build', 'small.cnn', '--force'], { cwd: folder })).status).toBe(0);
    expect(await readFile(join(folder, 'small.ts'), 'utf8')).not.toContain('mine');
  });

  it('never overwrites the model itself', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    const { status } = await cnnc(['build', 'small.cnn', '-o', './small.cnn', '--force'], { cwd: folder });
    expect(status).toBe(2);
    expect(await readFile(join(folder, 'small.cnn'), 'utf8')).toBe(goodModel);
  });

  it('writes into a folder, and to a name', async () => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    await mkdir(join(folder, 'src'));
    await cnnc(['build', 'small.cnn', '-o', 'src'], { cwd: folder });
    await cnnc(['build', 'small.cnn', '-o', 'src/network.ts'], { cwd: folder });
    expect(await readFile(join(folder, 'src/small.ts'), 'utf8')).toBe(
      await readFile(join(folder, 'src/network.ts'), 'utf8'),
    );
  });

  it('writes nothing where the model has mistakes', async () => {
    const folder = await folderWith({ 'wrong.cnn': wrongModel });
    const { status, stdout, stderr } = await cnnc(['build', 'wrong.cnn'], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('9x9x4');
    await expect(readFile(join(folder, 'wrong.ts'))).rejects.toThrow();
  });

  it.each([
    [['-o', 'nowhere/small.ts'], 'its folder does not exist'],
    [['-o', 'small.cnn/small.ts'], 'a part of the path is a file'],
    [['-o', '/dev/full'], 'the disk is full'],
  ])('%j: %s', async (words, reason) => {
    const folder = await folderWith({ 'small.cnn': goodModel });
    const { status, stderr } = await cnnc(['build', 'small.cnn', ...words], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  it('wants a place for a model from standard input', async () => {
    const { status, stderr } = await cnnc(['build', '-'], { input: goodModel });
    expect(status).toBe(2);
    expect(stderr).toContain('-o PATH');
    const folder = await folderWith();
    await writeFile(join(folder, 'empty.ts'), '');
    expect((await cnnc(['build', '-', '-o', 'empty.ts'], { cwd: folder, input: goodModel })).status).toBe(0);
  });
});
