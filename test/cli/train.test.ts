// `cnnc train`, `eval` and `predict` on a data set that a tiny network learns in a moment.

import { once } from 'node:events';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePicture, writeQuarters } from './digits.js';
import { cnnc, finished, folderWith, start } from './run-cnnc.js';
import { goodModel, trainableModel } from './models.js';

async function trainingFolder(training?: number): Promise<string> {
  const folder = await folderWith({ 'small.cnn': trainableModel, 'bare.cnn': goodModel });
  await writeQuarters(join(folder, 'data'), training);
  return folder;
}

describe('a training', () => {
  it('keeps a run, which eval and predict can use', async () => {
    const folder = await trainingFolder();
    const trained = await cnnc(['train', 'small.cnn', '--epochs', '8', '--out', 'run'], { cwd: folder });
    expect(trained.status).toBe(0);
    expect(trained.stdout).toBe('run/weights.safetensors\n');
    expect(trained.stderr.match(/^epoch \d\/8 {2}loss \d/gm)).toHaveLength(8);
    expect((await readdir(join(folder, 'run'))).sort()).toEqual([
      'last.previous.safetensors',
      'last.safetensors',
      'metrics.jsonl',
      'model.cnn',
      'report.html',
      'weights.safetensors',
    ]);

    const weights = ['--weights', 'run/weights.safetensors'];
    const evaluated = await cnnc(['eval', 'small.cnn', ...weights, '--json'], { cwd: folder });
    expect(evaluated.status).toBe(0);
    const report = JSON.parse(evaluated.stdout);
    expect(Object.keys(report)).toEqual(['version', 'model', 'samples', 'loss', 'metrics']);
    expect(report).toMatchObject({ version: 1, model: 'Small', samples: 32, metrics: { accuracy: 1 } });
    const said = await cnnc(['eval', 'small.cnn', ...weights], { cwd: folder });
    expect(said.stdout).toContain('accuracy  100.00 %  (0 wrong)');

    await writePicture(join(folder, 'two.png'), 2);
    const predicted = await cnnc(['predict', 'small.cnn', 'two.png', ...weights, '--top', '2', '--json'], {
      cwd: folder,
    });
    expect(predicted.status).toBe(0);
    const { results, ...rest } = JSON.parse(predicted.stdout);
    expect(rest).toEqual({ version: 1, model: 'Small' });
    expect(results).toHaveLength(1);
    expect(Object.keys(results[0])).toEqual(['input', 'outputs', 'top']);
    expect(results[0]).toMatchObject({ input: 'two.png', top: [{ class: 2, label: '2' }, {}] });
    const drawn = await cnnc(['predict', 'small.cnn', 'two.png', ...weights, '--draw'], { cwd: folder });
    expect(drawn.stdout).toMatch(/^two\.png\n/);
    expect(drawn.stdout).toContain('%%%%');
  });

  it('names a new folder after the model and the time, and never reuses one', async () => {
    const folder = await trainingFolder();
    const words = ['train', 'small.cnn', '--epochs', '1', '--quiet'];
    const outcomes = await Promise.all([cnnc(words, { cwd: folder }), cnnc(words, { cwd: folder })]);
    const paths = outcomes.map(({ stdout }) => stdout);
    for (const path of paths) expect(path).toMatch(/^runs\/Small-\d{8}-\d{6}(-2)?\/weights\.safetensors\n$/);
    expect(new Set(paths).size).toBe(2);
    expect(outcomes.map(({ stderr }) => stderr)).toEqual(['', '']);
  });

  it('writes the settings into the text that it keeps', async () => {
    const folder = await trainingFolder();
    await cnnc(['train', 'small.cnn', '--epochs', '1', '--out', 'run', '--set', 'classes=6'], {
      cwd: folder,
    });
    expect(await readFile(join(folder, 'run', 'model.cnn'), 'utf8')).toContain('param classes = 6\n');
  });

  it('takes data, batch and seed from the command line', async () => {
    const folder = await trainingFolder();
    const words = ['train', 'bare.cnn', '--data', 'data', '--batch', '32', '--seed', '9', '--epochs', '1'];
    const { status, stderr } = await cnnc([...words, '--out', 'run'], { cwd: folder });
    expect(status).toBe(0);
    expect(stderr).toContain(
      'Training Small on 128 samples of 4 classes: 1 epoch in batches of 32, seed 9.\n',
    );
  });
});

describe('Ctrl-C', () => {
  it('saves where the training stands, exits with 130, and the run goes on from there', async () => {
    const folder = await trainingFolder(4096);
    const child = start(['train', 'small.cnn', '--epochs', '500', '--batch', '8', '--out', 'run'], {
      cwd: folder,
    });
    const outcome = finished(child);
    await untilSaid(child.stderr, /epoch {3}1\/500/);
    child.kill('SIGINT');
    child.kill('SIGINT');
    await untilSaid(child.stderr, /Stopping/);
    child.kill('SIGINT');
    const { status, stdout, stderr } = await outcome;
    expect(status).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('saved in run');
    expect(stderr).toContain('To go on: cnnc train small.cnn --epochs 500 --batch 8 --resume run\n');
    for (const file of ['weights.safetensors', 'last.safetensors', 'metrics.jsonl']) {
      await expect(access(join(folder, 'run', file))).resolves.toBeUndefined();
    }

    const metrics = await readFile(join(folder, 'run', 'metrics.jsonl'), 'utf8');
    const done = metrics.trim().split('\n').length;
    const words = ['train', 'small.cnn', '--epochs', String(done + 1), '--batch', '8', '--resume', 'run'];
    const resumed = await cnnc(words, { cwd: folder });
    expect(resumed.status).toBe(0);
    expect(resumed.stderr).toContain(`epoch ${done + 1}/${done + 1}`);
    expect(resumed.stderr).not.toContain(`epoch ${done}/`);
  });
});

describe('Ctrl-C while measuring', () => {
  it('ends without a result, and with 130', async () => {
    const folder = await folderWith({ 'small.cnn': trainableModel });
    await writeQuarters(join(folder, 'data'), 16, 40_000);
    await cnnc(['train', 'small.cnn', '--epochs', '1', '--out', 'run'], { cwd: folder });
    const child = start(['eval', 'small.cnn', '--weights', 'run/weights.safetensors', '--batch', '1'], {
      cwd: folder,
    });
    const outcome = finished(child);
    await untilSaid(child.stderr, /Computing/);
    child.kill('SIGINT');
    expect(await outcome).toEqual({ status: 130, stdout: '', stderr: 'Computing with onnx:cpu.\n' });
  });
});

async function untilSaid(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<void> {
  let said = '';
  while (!pattern.test(said)) said += String((await once(stream, 'data'))[0]);
}

describe('what cannot be trained, measured or seen', () => {
  it.each([
    [['train', 'bare.cnn'], 2, '--data PATH'],
    [['train', 'small.cnn', '--data', 'nowhere'], 2, 'nowhere does not exist'],
    [['train', 'small.cnn', '--out', 'small.cnn/run'], 2, 'a part of the path is a file'],
    [['train', 'small.cnn', '--out', '/dev/full'], 2, 'a part of the path is a file'],
    [['train', 'small.cnn', '--out', 'data'], 2, 'the folder data is not empty'],
    [['train', 'small.cnn', '--resume', 'data'], 2, 'last.safetensors does not exist'],
    [['train', 'small.cnn', '--set', 'classes=2'], 2, 'is labelled 2'],
    [['train', 'small.cnn', '--set', 'classes=2', '--out', 'runs'], 2, 'is labelled 2'],
    [['eval', 'small.cnn', '--weights', 'none.safetensors'], 2, 'none.safetensors does not exist'],
    [['eval', 'small.cnn', '--weights', 'small.cnn'], 2, 'small.cnn'],
    [['predict', 'small.cnn', 'a.png', '--weights', 'none.safetensors'], 2, 'none.safetensors'],
  ])('%j', async (words, expected, reason) => {
    const folder = await trainingFolder(16);
    const { status, stdout, stderr } = await cnnc(words, { cwd: folder });
    expect(stderr).toContain(reason);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n {2}help: .*$/m);
    expect(stderr).not.toContain('    at ');
    await expect(access(join(folder, 'runs'))).rejects.toThrow();
  });

  it('names a picture that is missing or none', async () => {
    const folder = await trainingFolder(16);
    await cnnc(['train', 'small.cnn', '--epochs', '1', '--out', 'run'], { cwd: folder });
    for (const [picture, reason] of [
      ['none.png', 'does not exist'],
      ['small.cnn', 'is no PNG, JPEG'],
    ]) {
      const words = ['predict', 'small.cnn', picture, '--weights', 'run/weights.safetensors'];
      const { status, stdout, stderr } = await cnnc(words, { cwd: folder });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`${picture} ${reason}`);
    }
  });
});
