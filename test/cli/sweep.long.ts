// `cnnc sweep` as a user runs it: trainings side by side, gone on with, compared, and told where they fail.

import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeQuarters } from './digits.js';
import { cnnc, finished, folderWith, start } from './run-cnnc.js';

const model = `model Small
param maps = 4
param kernel = 3
param step = 0.01
input 8x8x1
conv maps kernel relu
pool max 2
flatten
dense 4 softmax
train {
  data idx "data/"
  optimizer adam lr step
  batch 16
}
`;

async function sweepFolder(text = model): Promise<string> {
  const folder = await folderWith({ 'small.cnn': text });
  await writeQuarters(join(folder, 'data'), 64, 16);
  return folder;
}

const words = ['sweep', 'small.cnn', '--out', 'found', '--set', 'kernel=3,9', '--json'];

describe('a sweep', () => {
  it('trains what fits, tells what does not, and does nothing twice', async () => {
    const folder = await sweepFolder();
    const first = await cnnc([...words, '--repeat', '2', '--jobs', '2'], { cwd: folder });
    expect(first.status).toBe(0);
    expect(first.stderr).toContain('4 trainings in found, of which 2 that cannot be made.');
    const { points, ...rest } = JSON.parse(first.stdout);
    expect(rest).toEqual({ version: 1, folder: 'found', models: ['small'], by: 'accuracy' });
    expect(points[0]).toMatchObject({ values: { kernel: 3 }, best: true, parameters: 188 });
    const [one, other] = points[0].trainings.map(
      ({ figures }: { figures: { loss: number } }) => figures.loss,
    );
    expect(points[0].loss.mean).toBeCloseTo((one + other) / 2);
    expect(points[1].trainings[0]).toMatchObject({ state: 'unfit', figures: null });
    expect(points[1].trainings[0].reason).toContain(
      'CNN301 in line 6: the 9x9 kernel of `conv` does not fit',
    );
    expect((await readdir(join(folder, 'found'))).sort()).toEqual([
      'kernel=3,seed=1',
      'kernel=3,seed=2',
      'results.csv',
      'sweep.html',
      'sweep.json',
    ]);

    const again = await cnnc([...words, '--repeat', '2'], { cwd: folder });
    expect(again.stderr).toContain('of which 2 done before');
    expect(again.stdout).toBe(first.stdout);
    const changed = await cnnc([...words, '--epochs', '3'], { cwd: folder });
    expect(changed.status).toBe(2);
    expect(changed.stderr).toContain('under other conditions: epochs was not given and is 3');
  });

  it('goes on with what was interrupted, and takes values that are new', async () => {
    const folder = await sweepFolder();
    const child = start(['sweep', 'small.cnn', '--out', 'found', '--epochs', '100'], { cwd: folder });
    const outcome = finished(child);
    await untilThere(join(folder, 'found', 'seed=1', 'last.safetensors'));
    child.kill('SIGINT');
    const { status, stderr } = await outcome;
    expect({ status, stdout: '' }).toEqual({ status: 130, stdout: '' });
    expect(stderr).toContain('The same command goes on from there.');
    expect(await stateIn(folder)).toEqual(['interrupted']);

    const file = join(folder, 'found', 'sweep.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"epochs": 100', '"epochs": null'));
    const text = join(folder, 'small.cnn');
    const before = (await metricsIn(folder)).split('\n')[0];
    const more = ['sweep', 'small.cnn', '--out', 'found', '--repeat', '2'];
    const resumed = await cnnc(more, { cwd: folder });
    expect(resumed.stderr).toContain('The plan has changed: 1 of its 2 trainings are new.');
    expect(resumed.stderr).toContain('1 to go on with');
    expect(resumed.status).toBe(0);
    expect(await stateIn(folder)).toEqual(['done', 'done']);
    expect((await metricsIn(folder)).split('\n')[0]).toBe(before);

    await writeFile(text, `# another text\n${model}`);
    const other = await cnnc(more, { cwd: folder });
    expect(other.stderr).toContain('the text of small.cnn was another');
  });

  it('tells what diverges, and takes what the training holds out', async () => {
    const folder = await sweepFolder(model.replace('batch 16', 'batch 16; validate 25%'));
    const { status, stdout } = await cnnc(
      ['sweep', 'small.cnn', '--out', 'found', '--set', 'step=0.01,1e36'],
      { cwd: folder },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ *step +Parameters +Epochs +Time +Loss +Accuracy\n/);
    expect(stdout).toContain('best by accuracy');
    expect(stdout).toMatch(/^step=1e\+36 seed=1: .* became .* in epoch 1/m);
  });
});

async function untilThere(file: string): Promise<void> {
  while (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function stateIn(folder: string): Promise<string[]> {
  const { trainings } = JSON.parse(await readFile(join(folder, 'found', 'sweep.json'), 'utf8'));
  return trainings.map(({ outcome }: { outcome: { state: string } }) => outcome.state);
}

async function metricsIn(folder: string): Promise<string> {
  return readFile(join(folder, 'found', 'seed=1', 'metrics.jsonl'), 'utf8');
}

describe('what cannot be swept', () => {
  it.each([
    [['--set', 'kernal=3'], 2, 'did you mean `kernel`?'],
    [['--set', 'kernel=9,11'], 1, 'error[CNN301]'],
    [['--data', 'nowhere', '--repeat', '3'], 2, 'no training succeeds'],
  ])('%j', async (options, expected, reason) => {
    const folder = await sweepFolder();
    const { status, stdout, stderr } = await cnnc(['sweep', 'small.cnn', ...options], { cwd: folder });
    expect(stderr).toContain(reason);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(stderr).not.toContain('    at ');
  });

  it('a file of another kind in the place of a plan', async () => {
    const folder = await sweepFolder();
    await cnnc(['init', 'found'], { cwd: folder });
    await writeFile(join(folder, 'found', 'sweep.json'), '{"version": 1, "plan": {}}');
    const { status, stderr } = await cnnc(words, { cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toContain('found/sweep.json does not hold a sweep');
  });
});
