// Training end to end on the reference engine: it learns, repeats, resumes, and leaves sound files.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evaluate } from '../../runtime/evaluate.js';
import { initializeWeights } from '../../runtime/initialize-weights.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import type { EpochMetrics } from '../../runtime/run-folder.js';
import { train, type Progress, type TrainOptions } from '../../runtime/train.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { loadWeights } from '../../runtime/weights.js';
import { stripes, tinyNetwork, tinyTraining } from './tiny-networks.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnnc-train-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const graph = tinyNetwork();

function options(changes: Partial<TrainOptions> = {}): TrainOptions {
  return {
    graph,
    training: tinyTraining(),
    engine: referenceEngine,
    data: stripes(60),
    source: 'model Tiny\n',
    ...changes,
  };
}

/** A signal that is aborted after so many steps, and the callback that counts them. */
function stopAfter(steps: number): Pick<TrainOptions, 'signal' | 'onProgress'> {
  const controller = new AbortController();
  let seen = 0;
  const onProgress = ({ kind }: Progress): void => {
    if (kind === 'step' && ++seen === steps) controller.abort();
  };
  return { signal: controller.signal, onProgress };
}

function greatestDifference(first: Weights, second: Weights): number {
  const differences = [...first].flatMap(([name, { data }]) =>
    Array.from(data, (value, i) => Math.abs(value - (second.get(name) as Tensor).data[i])),
  );
  return Math.max(...differences);
}

function withoutTimes(epochs: readonly EpochMetrics[]): unknown {
  return epochs.map(({ seconds: _seconds, waited: _waited, imagesPerSecond: _speed, ...rest }) => rest);
}

describe('training', () => {
  it('learns', async () => {
    const { epochs, weights, interrupted } = await train(options({ training: tinyTraining({ epochs: 12 }) }));
    expect(interrupted).toBe(false);
    expect(epochs.length).toBe(12);
    expect(epochs.at(-1)?.loss).toBeLessThan(epochs[0].loss / 2);
    const test = await evaluate({
      graph,
      weights,
      engine: referenceEngine,
      data: stripes(30, 3, 8),
      loss: 'cross-entropy',
    });
    expect(test.samples).toBe(30);
    expect(test.metrics.accuracy).toBeGreaterThan(0.9);
  });

  it('learns with one sigmoid and binary cross-entropy', async () => {
    const data = stripes(60, 2);
    const binary = tinyNetwork({ units: 1, end: 'sigmoid' });
    const training = tinyTraining({ epochs: 15, loss: 'binary-cross-entropy' });
    const { weights } = await train(options({ graph: binary, data, training }));
    const result = await evaluate({
      graph: binary,
      weights,
      engine: referenceEngine,
      data,
      loss: 'binary-cross-entropy',
    });
    expect(result.metrics.accuracy).toBeGreaterThan(0.9);
  });

  it.each(['mse', 'mae'] as const)('has no accuracy for one number under %s', async (loss) => {
    const regression = tinyNetwork({ units: 1, end: 'none' });
    const { epochs, weights } = await train(options({ graph: regression, training: tinyTraining({ loss }) }));
    expect(epochs[0]).not.toHaveProperty('accuracy');
    const result = await evaluate({
      graph: regression,
      weights,
      engine: referenceEngine,
      data: stripes(9),
      loss,
    });
    expect(Object.keys(result.metrics)).toEqual(['meanAbsoluteError', 'r2']);
  });

  it('repeats under a seed, and differs under another', async () => {
    const run = (seed: number) => train(options({ training: tinyTraining({ seed, validate: 0.2 }) }));
    const [first, second, other] = [await run(5), await run(5), await run(6)];
    expect(first.weights).toEqual(second.weights);
    expect(withoutTimes(first.epochs)).toEqual(withoutTimes(second.epochs));
    expect(first.weights).not.toEqual(other.weights);
  });

  it('reports every step and every epoch', async () => {
    const seen: Progress[] = [];
    await train(options({ data: stripes(20), onProgress: (progress) => seen.push(progress) }));
    const steps = seen.filter(({ kind }) => kind === 'step');
    expect(seen.length).toBe(12);
    expect(steps.map((progress) => (progress as { step: number }).step)).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
    expect(steps[0]).toMatchObject({ epoch: 1, epochs: 3, step: 1, steps: 3 });
    expect(seen.at(-2)).toMatchObject({ secondsLeft: 0 });
    expect(seen.at(-1)).toMatchObject({ kind: 'epoch', best: true, metrics: { epoch: 3 } });
  });

  it('counts the last, smaller batch by its size in the mean loss', async () => {
    const training = tinyTraining({
      epochs: 1,
      optimizer: { kind: 'sgd', rate: 0, momentum: 0, nesterov: false },
    });
    const data = stripes(10);
    const { epochs, weights } = await train(options({ data, training }));
    const { loss } = await evaluate({ graph, weights, engine: referenceEngine, data, loss: 'cross-entropy' });
    expect(epochs[0].loss).toBeCloseTo(loss, 6);
    expect(weights).toEqual(initializeWeights(graph, training.seed));
  });
});

const filesOfRun = [
  'last.previous.safetensors',
  'last.safetensors',
  'metrics.jsonl',
  'model.cnn',
  'weights.safetensors',
];

describe('the run folder', () => {
  it('holds the model, the weights, the checkpoint and the metrics', async () => {
    const { weights, epochs } = await train(
      options({ runFolder: join(folder, 'new/run'), labels: ['a', 'b', 'c'] }),
    );
    const files = (await readdir(join(folder, 'new/run'))).sort();
    expect(files).toEqual(filesOfRun);
    expect(await readFile(join(folder, 'new/run/model.cnn'), 'utf8')).toBe('model Tiny\n');
    const lines = (await readFile(join(folder, 'new/run/metrics.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(epochs);
    const loaded = await loadWeights(join(folder, 'new/run/weights.safetensors'), graph);
    expect(loaded).toMatchObject({ labels: ['a', 'b', 'c'], warnings: [] });
    expect(loaded.weights).toEqual(weights);
    expect((await loadWeights(join(folder, 'new/run/last.safetensors'), graph)).weights).toEqual(weights);
  });

  it('keeps the best weights by validation loss', async () => {
    const training = tinyTraining({
      epochs: 6,
      validate: 0.25,
      optimizer: { kind: 'sgd', rate: 3, momentum: 0.9, nesterov: false },
    });
    const { epochs, weights } = await train(options({ training, runFolder: folder }));
    const losses = epochs.map(({ validationLoss }) => validationLoss as number);
    expect(losses.at(-1)).toBeGreaterThan(Math.min(...losses));
    const best = await loadWeights(join(folder, 'weights.safetensors'), graph);
    const last = await loadWeights(join(folder, 'last.safetensors'), graph);
    expect(best.weights).toEqual(weights);
    expect(last.weights).not.toEqual(weights);
  });

  it('is proved to be writable before the first step', async () => {
    await writeFile(join(folder, 'file'), '');
    const steps: Progress[] = [];
    const runFolder = join(folder, 'file/run');
    const failing = train(options({ runFolder, onProgress: (progress) => steps.push(progress) }));
    await expect(failing).rejects.toMatchObject({ name: 'WriteError', remedy: expect.any(String) as string });
    expect(steps).toEqual([]);
  });
});

describe('an interrupted training', () => {
  it('saves where it stands and says so', async () => {
    const result = await train(options({ ...stopAfter(3), runFolder: folder }));
    expect(result).toMatchObject({ interrupted: true, epochs: [] });
    expect((await readdir(folder)).length).toBe(4);
    const saved = await loadWeights(join(folder, 'weights.safetensors'), graph);
    expect(saved.weights).toEqual(result.weights);
  });

  it.each([0, 0.2])('resumes as if it had not stopped (validate %d)', async (validate) => {
    const noisy = tinyNetwork({ dropout: 0.3 });
    const training = tinyTraining({ validate });
    const whole = await train(options({ graph: noisy, training }));
    await train(options({ graph: noisy, training, ...stopAfter(11), runFolder: folder }));
    const rest = await train(options({ graph: noisy, training, runFolder: folder, resume: folder }));
    // The reference computes in float64 and files hold float32: only that rounding may differ.
    expect(greatestDifference(rest.weights, whole.weights)).toBeLessThan(1e-6);
    expect(rest.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    rest.epochs.forEach(({ loss, accuracy }, index) => {
      expect(loss).toBeCloseTo(whole.epochs[index].loss, 6);
      expect(accuracy).toBe(whole.epochs[index].accuracy);
    });
  });

  it('goes on in another folder, which then has everything', async () => {
    const training = tinyTraining({ validate: 0.2 });
    const done = await train(options({ training, runFolder: join(folder, 'first') }));
    const resume = join(folder, 'first');
    const again = await train(options({ training, resume, runFolder: join(folder, 'second') }));
    expect(again).toEqual(done);
    const files = await readdir(join(folder, 'second'));
    expect(files.sort()).toEqual(filesOfRun.filter((file) => file !== 'last.previous.safetensors'));
  });

  it('does not go on under other settings', async () => {
    await train(options({ ...stopAfter(3), runFolder: folder }));
    const other = train(options({ training: tinyTraining({ batch: 4 }), resume: folder }));
    await expect(other).rejects.toMatchObject({
      name: 'TrainingError',
      message: `the run in ${folder} cannot go on: batch was 8 and is now 4`,
    });
  });

  it('does not go on from a folder of something else, or from none', async () => {
    await writeFile(join(folder, 'notes.txt'), '');
    for (const resume of [folder, join(folder, 'nowhere')]) {
      await expect(train(options({ resume }))).rejects.toMatchObject({
        name: 'WeightsError',
        message: `the weights file ${join(resume, 'last.safetensors')} does not exist`,
      });
    }
  });

  it('begins anew where it ended before anything was saved', async () => {
    await writeFile(join(folder, 'training.lock'), '{"process":1,"host":"none"}');
    await utimes(join(folder, 'training.lock'), 0, 0);
    const notices: string[] = [];
    const onNotice = (text: string) => notices.push(text);
    const { weights } = await train(options({ resume: folder, runFolder: folder, onNotice }));
    expect(notices).toEqual([`Nothing was saved in ${folder} yet: the training begins anew.`]);
    expect(weights).toEqual((await train(options())).weights);
  });

  it('ends before the first step when the signal came earlier', async () => {
    const result = await train(options({ signal: AbortSignal.abort() }));
    expect(result).toMatchObject({ interrupted: true, weights: initializeWeights(graph, 5) });
  });

  it('finishes the epoch whose last step is in flight', async () => {
    const result = await train(options({ data: stripes(20), ...stopAfter(3), runFolder: folder }));
    expect(result.interrupted).toBe(true);
    expect(result.epochs.length).toBe(1);
  });
});

describe('a loss that is not finite', () => {
  const training = tinyTraining({
    loss: 'mse',
    optimizer: { kind: 'sgd', rate: 1e30, momentum: 0, nesterov: false },
  });

  it('stops the training with epoch, step and remedy', async () => {
    const failing = train(options({ graph: tinyNetwork({ end: 'none' }), training }));
    await expect(failing).rejects.toMatchObject({
      name: 'TrainingError',
      message: expect.stringMatching(/^the loss became (NaN|Infinity) in epoch 1, step \d of 8$/) as string,
      remedy: expect.stringContaining('lower `lr` (now 1e+30)') as string,
    });
  });

  it('leaves the files of earlier runs alone', async () => {
    const regression = tinyNetwork({ end: 'none' });
    await mkdir(join(folder, 'run'));
    await writeFile(join(folder, 'run/weights.safetensors'), 'earlier');
    const failing = train(options({ graph: regression, training, runFolder: join(folder, 'run') }));
    await expect(failing).rejects.toThrow('the loss became');
    expect(await readdir(join(folder, 'run'))).toEqual(['weights.safetensors']);
    expect(await readFile(join(folder, 'run/weights.safetensors'), 'utf8')).toBe('earlier');
  });
});

describe('what cannot be trained is refused first', () => {
  it.each(['input', 'output'] as const)('a network with a second %s', async (end) => {
    const ends = `${end}s` as const;
    const second = { ...graph, [ends]: [...graph[ends], { ...graph[ends][0], name: 'second' }] };
    const runFolder = join(folder, 'refused');
    await expect(train(options({ graph: second, runFolder }))).rejects.toMatchObject({
      name: 'TrainingError',
      message: `labelled images want one ${end}, but Tiny has 2: ${end}, second`,
      remedy: `give the network one ${end}, or train what \`cnnc build\` makes of it`,
    });
    expect(existsSync(runFolder)).toBe(false);
  });

  it('images of another size', async () => {
    const data = { ...stripes(6), shape: [2, 8, 1] };
    await expect(train(options({ data }))).rejects.toMatchObject({
      name: 'DataError',
      message: "stripes: the images are 2x8x1, but the network's input is 4x4x1",
    });
  });

  it('more classes than the network has', async () => {
    await expect(train(options({ data: stripes(8, 4) }))).rejects.toMatchObject({
      message: 'stripes: sample 3 is labelled 3, but the network has 3 classes, 0 to 2',
    });
  });

  it('a held-out share that leaves nothing', async () => {
    const training = tinyTraining({ validate: 0.01 });
    await expect(train(options({ data: stripes(6), training }))).rejects.toMatchObject({
      name: 'DataError',
      message: 'validate 1% of 6 samples leaves one part empty',
    });
  });
});
