// `cnnc build --target typescript-inference`: a module for predictions and its weights, together or not at all.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTogether } from '../../cli/build/write-together.js';
import { compile } from '../../compiler/index.js';
import { saveWeights } from '../../runtime/weights.js';
import { initializeWeights } from '../../runtime/initialize-weights.js';
import { goodModel } from './models.js';
import { cnnc, folderWith } from './run-cnnc.js';

/** Its weights take 1.3 MB. */
const largeModel = `model Large
input 8x8x1
conv 16 3x3 same bn relu
flatten
dense 320 relu
dense 10 softmax
`;
const words = ['build', 'model.cnn', '--target', 'typescript-inference'];

/** A folder with a model and weights that were never trained. */
async function folderOf(text: string): Promise<string> {
  const folder = await folderWith({ 'model.cnn': text });
  const { graph } = compile(text);
  if (graph === undefined) throw new Error('the model has mistakes');
  await saveWeights(join(folder, 'trained.safetensors'), graph, initializeWeights(graph, 1));
  return folder;
}

describe('cnnc build --target typescript-inference', () => {
  it('writes a module that wants a weights file', async () => {
    const folder = await folderWith({ 'model.cnn': goodModel });
    const { status, stderr } = await cnnc(words, { cwd: folder });
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('Wrote model.ts'),
    });
    const text = await readFile(join(folder, 'model.ts'), 'utf8');
    expect(text).toContain("from '@tensorflow/tfjs-core'");
    expect(text).toContain('createModel(file: ArrayBuffer | Uint8Array): Model');
  });

  it('makes small weights a part of the module', async () => {
    const folder = await folderOf(goodModel);
    const { status, stdout, stderr } = await cnnc(
      [...words, '--weights', 'trained.safetensors', '--stdout'],
      {
        cwd: folder,
      },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('const embeddedWeights =');
    expect(await readdir(folder)).toEqual(['model.cnn', 'trained.safetensors']);
  });

  it('writes large weights beside the module, and both again', async () => {
    const folder = await folderOf(largeModel);
    for (let round = 0; round < 2; round++) {
      const { status, stderr } = await cnnc([...words, '--weights', 'trained.safetensors'], { cwd: folder });
      expect(status).toBe(0);
      expect(stderr).toMatch(
        /Wrote model\.ts \(\d+ lines\) and model\.weights\.safetensors \(1\.\d+ MiB\)\./,
      );
    }
    const files = ['model.cnn', 'model.ts', 'model.weights.safetensors', 'trained.safetensors'];
    expect((await readdir(folder)).sort()).toEqual(files);
    expect(await readFile(join(folder, 'model.weights.safetensors'), 'latin1')).not.toContain('variance');
  });

  it('writes neither where one of them cannot be written', async () => {
    const folder = await folderOf(largeModel);
    await mkdir(join(folder, 'out'));
    await mkdir(join(folder, 'out', 'net.ts'));
    await mkdir(join(folder, 'out', 'net.ts', 'net.weights.safetensors'));
    const out = await cnnc([...words, '--weights', 'trained.safetensors', '-o', 'out/net.ts/net.ts'], {
      cwd: folder,
    });
    expect(out.status).toBe(2);
    expect(await readdir(join(folder, 'out', 'net.ts'))).toEqual(['net.weights.safetensors']);
  });

  it.each([
    [['--weights', 'nowhere.safetensors'], 'does not exist'],
    [['--weights', 'model.cnn'], 'is no safetensors file'],
    [['--weights', 'other.safetensors'], 'holds the weights of another model'],
    [['--weights', 'trained.safetensors', '--target', 'typescript'], '--target typescript-inference'],
    [['--weights', 'trained.safetensors', '--stdout'], '-o PATH'],
    [['--weights', 'model.weights.safetensors'], 'is the file that --weights names'],
    [['--weights', 'trained.safetensors', '-o', 'mine.ts'], 'cnnc build did not write it'],
  ])('%j: %s', async (more, reason) => {
    const folder = await folderOf(largeModel);
    const trained = await readFile(join(folder, 'trained.safetensors'));
    await writeFile(join(folder, 'model.weights.safetensors'), trained);
    await writeFile(join(folder, 'mine.weights.safetensors'), trained);
    const { graph } = compile(goodModel);
    if (graph !== undefined)
      await saveWeights(join(folder, 'other.safetensors'), graph, initializeWeights(graph, 1));
    const { status, stderr } = await cnnc([...words, ...more], { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
    for (const name of ['model', 'mine']) {
      const file = await readFile(join(folder, `${name}.weights.safetensors`));
      expect(file.equals(trained)).toBe(true);
    }
  });
});

describe('two files together', () => {
  it('are written', async () => {
    const folder = await folderWith({ first: 'old' });
    const at = (path: string, data: string) => ({ path: join(folder, path), data });
    await writeTogether(at('first', 'new'), at('second', 'new'));
    expect(await readdir(folder)).toEqual(['first', 'second']);
    expect(await readFile(join(folder, 'first'), 'utf8')).toBe('new');
  });

  it.each([{ first: 'old' }, {}])('leave %j as it was where the second cannot be written', async (before) => {
    const folder = await folderWith(before);
    await mkdir(join(folder, 'second'));
    const at = (path: string, data: string) => ({ path: join(folder, path), data });
    await expect(writeTogether(at('first', 'new'), at('second', 'new'))).rejects.toThrow('it is a folder');
    expect(await readdir(folder)).toEqual([...Object.keys(before), 'second']);
    for (const [name, text] of Object.entries(before))
      expect(await readFile(join(folder, name), 'utf8')).toBe(text);
  });
});
