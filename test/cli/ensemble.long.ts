// `cnnc train --ensemble`, and its networks averaged by `eval` and `predict`.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePicture, writeQuarters } from './digits.js';
import { trainableModel } from './models.js';
import { cnnc, folderWith } from './run-cnnc.js';

describe('an ensemble', () => {
  it('is trained, goes on, is measured and predicts', async () => {
    const folder = await folderWith({ 'small.cnn': trainableModel });
    await writeQuarters(join(folder, 'data'));
    const run = (...words: string[]) => cnnc(words, { cwd: folder });
    const trained = await run('train', 'small.cnn', '--ensemble', '2', '--out', 'both');
    expect(trained).toMatchObject({ status: 0, stdout: 'both\n' });
    expect(trained.stderr).toContain('2 times, seeds 3 to 4');
    expect((await readdir(join(folder, 'both'))).sort()).toEqual(['1', '2', 'ensemble.json']);
    const resumed = await run('train', 'small.cnn', '--epochs', '3', '--resume', 'both');
    expect(resumed.stderr.match(/^epoch 3\/3/gm)).toHaveLength(2);

    const named = ['both/1', 'both/2/weights.safetensors'].flatMap((path) => ['--weights', path]);
    const together = JSON.parse((await run('eval', 'small.cnn', ...named, '--json')).stdout);
    expect(together.members).toHaveLength(2);
    const said = await run('eval', 'small.cnn', '--weights', 'both');
    expect(said.stdout).toMatch(/^the mean of 2 networks Small on 32 samples/);
    expect(said.stdout).toMatch(/accuracy of each +[\d.]+ %, [\d.]+ %; mean [\d.]+ %/);

    await writePicture(join(folder, 'two.png'), 2);
    const { stdout } = await run('predict', 'small.cnn', 'two.png', '--weights', 'both', '--json');
    expect(JSON.parse(stdout).results[0].top[0]).toMatchObject({ class: 2 });
  });

  it.each([
    [['eval', 'small.cnn', '--weights', 'half'], 'half/1/weights.safetensors does not exist'],
    [
      ['eval', 'small.cnn', '--weights', 'broken'],
      'broken/ensemble.json does not say how many members there are',
    ],
    [['train', 'small.cnn', '--resume', 'single', '--ensemble', '2'], 'single holds a single network'],
  ])('%j is refused', async (words, reason) => {
    const folder = await folderWith({ 'small.cnn': trainableModel });
    await writeQuarters(join(folder, 'data'), 16);
    const files = {
      'half/ensemble.json': '{"members":2}',
      'broken/ensemble.json': '{"members":-1}',
      'single/last.safetensors': '',
    };
    for (const [file, text] of Object.entries(files)) {
      await mkdir(join(folder, dirname(file)), { recursive: true });
      await writeFile(join(folder, file), text);
    }
    const { status, stderr } = await cnnc(words, { cwd: folder });
    expect(stderr).toContain(reason);
    expect(status).toBe(2);
  });
});
