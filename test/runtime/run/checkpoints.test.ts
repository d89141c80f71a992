// Checkpoints that are damaged, exchanged or written by nobody knows whom: each is recognised, and the run goes
// on from the one before, to the same weights.

import { copyFile, cp, mkdtemp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onnxEngine } from '../../../runtime/onnx/index.js';
import { encodeSealed } from '../../../runtime/run/sealed-safetensors.js';
import { decodeSafetensors } from '../../../runtime/safetensors.js';
import { train, type Progress, type TrainOptions, type TrainResult } from '../../../runtime/train.js';
import { loadWeights } from '../../../runtime/weights.js';
import { temporaryFolder } from '../temporary-folder.js';
import { stripes, tinyNetwork, tinyTraining } from '../tiny-networks.js';

const path = temporaryFolder();
const graph = tinyNetwork({ dropout: 0.3 });
const last = () => path('run/last.safetensors');
const previous = () => path('run/last.previous.safetensors');

function options(changes: Partial<TrainOptions> = {}): TrainOptions {
  const training = tinyTraining({ epochs: 4, validate: 0.2 });
  const engine = onnxEngine({ threads: 1 });
  return {
    graph,
    data: stripes(60),
    training,
    engine,
    source: 'model Tiny\n',
    runFolder: path('run'),
    ...changes,
  };
}

let whole: TrainResult;
let stem: string;

/** A training that was left alone, and one ended within its third epoch, with a checkpoint there and one before. */
beforeAll(async () => {
  whole = await train(options({ runFolder: undefined }));
  stem = await mkdtemp(join(tmpdir(), 'cnnc-checkpoints-'));
  const controller = new AbortController();
  let seen = 0;
  const onProgress = ({ kind }: Progress): void => {
    if (kind === 'step' && ++seen === 14) controller.abort();
  };
  await train(options({ runFolder: stem, signal: controller.signal, onProgress }));
});
afterAll(() => rm(stem, { recursive: true }));

/** A copy of the one that was ended. */
async function interrupted(): Promise<void> {
  await cp(stem, path('run'), { recursive: true });
}

async function resumed(): Promise<{ result: Awaited<ReturnType<typeof train>>; notices: string[] }> {
  const notices: string[] = [];
  const result = await train(options({ resume: path('run'), onNotice: (text) => notices.push(text) }));
  return { result, notices };
}

async function changed(file: string, change: (bytes: Buffer) => void): Promise<void> {
  const bytes = await readFile(file);
  change(bytes);
  await writeFile(file, bytes);
}

describe('the last checkpoint', () => {
  const damages: readonly (readonly [string, () => Promise<void>, string])[] = [
    [
      'with another number',
      () => changed(last(), (bytes) => (bytes[bytes.length - 9] ^= 1)),
      'checksum does not match',
    ],
    [
      'with another step',
      () => changed(last(), (bytes) => bytes.write('"step":"12"', bytes.indexOf('"step":"14"'))),
      'checksum does not match',
    ],
    [
      'with another checksum',
      () => changed(last(), (bytes) => (bytes[bytes.indexOf('"sha256":"') + 10] ^= 1)),
      'checksum does not match',
    ],
    ['cut off', () => truncate(last(), 1500), 'is truncated'],
    ['empty', () => truncate(last(), 0), 'has only 0 bytes'],
    ['gone', () => rm(last()), 'does not exist'],
    ['exchanged for weights', () => copyFile(path('run/weights.safetensors'), last()), 'has no checksum'],
  ];

  it.each(damages)('%s: the one before is used, to the same weights', async (_, damage, reason) => {
    await interrupted();
    await damage();
    const { result, notices } = await resumed();
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(reason);
    expect(notices[0]).toContain(`goes on from the checkpoint before, ${previous()}`);
    expect(result.weights).toEqual(whole.weights);
    expect((await loadWeights(path('run/weights.safetensors'), graph)).weights).toEqual(whole.weights);
  });

  it('exchanged with the one before goes on from there', async () => {
    await interrupted();
    await rename(last(), path('run/other'));
    await rename(previous(), last());
    await rename(path('run/other'), previous());
    const { result, notices } = await resumed();
    expect(notices).toEqual([]);
    expect(result.weights).toEqual(whole.weights);
  });

  it('is never replaced by a damaged one while there is a sound one before', async () => {
    await interrupted();
    await truncate(last(), 99);
    await train(options({ resume: path('run'), signal: AbortSignal.abort() }));
    await truncate(last(), 99);
    expect((await resumed()).notices[0]).toContain('goes on from the checkpoint before');
  });

  it('damaged together with the one before ends with both reasons', async () => {
    await interrupted();
    await truncate(last(), 0);
    await changed(previous(), (bytes) => (bytes[bytes.length - 1] ^= 1));
    await expect(resumed()).rejects.toMatchObject({
      name: 'WeightsError',
      message: `${last()} is no safetensors file: it has only 0 bytes; the one before does not help: ${previous()} is damaged: its checksum does not match`,
    });
  });

  it('of another model is no damage', async () => {
    await interrupted();
    const other = options({ graph: tinyNetwork({ units: 4 }), resume: path('run') });
    await expect(train(other)).rejects.toMatchObject({ name: 'WeightsError' });
  });
});

describe('what a checkpoint says', () => {
  /** The checkpoint with other words in it, sealed anew as nobody but its writer would. */
  async function resealed(words: string): Promise<void> {
    await interrupted();
    await rm(previous());
    const { tensors, metadata } = decodeSafetensors(await readFile(last()), 'last');
    const others = [...metadata].filter(([key]) => key !== 'sha256' && key !== 'training');
    await writeFile(last(), encodeSealed(tensors, new Map([...others, ['training', words]])));
  }

  const good =
    '"settings":{},"noted":{},"sums":{"samples":0,"loss":0,"correct":0,"seconds":0,"waited":0},"computedBy":""';

  it('is refused where no training wrote it', async () => {
    for (const words of [
      '',
      'null',
      '[]',
      `{${good},"epochs":[]}`,
      `{${good},"epochs":[],"step":-1}`,
      `{${good},"epochs":[],"step":1.5}`,
      `{${good},"epochs":[{"epoch":2}],"step":1}`,
      `{${good},"epochs":[{"epoch":1,"loss":"low"}],"step":1}`,
      `{${good},"epochs":[],"step":1,"best":1}`,
      `{${good.replace('"seconds":0', '"seconds":null')},"epochs":[],"step":1}`,
    ]) {
      await resealed(words);
      await expect(resumed()).rejects.toMatchObject({
        name: 'WeightsError',
        message: `${last()} does not say where its training stood`,
      });
    }
  });
});

describe('a resumed run', () => {
  it('has the metrics of one that never stopped', async () => {
    await interrupted();
    const { result } = await resumed();
    const figures = (epochs: typeof whole.epochs) =>
      epochs.map(({ seconds: _seconds, waited: _waited, imagesPerSecond: _speed, ...rest }) => rest);
    expect(figures(result.epochs)).toEqual(figures(whole.epochs));
    const lines = (await readFile(path('run/metrics.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(result.epochs);
  });

  it('saves within epochs as often as it is told, and stays the same', async () => {
    const often = await train(options({ checkpointMinutes: 0 }));
    expect(often.weights).toEqual(whole.weights);
  });

  it('says which settings have changed', async () => {
    await interrupted();
    const notices: string[] = [];
    const training = tinyTraining({ epochs: 4, validate: 0.2, l2: 0.1, labelSmoothing: 0.1 });
    await train(options({ training, resume: path('run'), onNotice: (text) => notices.push(text) }));
    expect(notices).toEqual(['The run goes on under other settings than before: smoothing, l2.']);
  });
});
