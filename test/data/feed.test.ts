// Batches made in threads: the same whatever the number of threads, in order, and never without an end.

import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Augmentation } from '../../compiler/training-options.js';
import { allSamples, type Batch } from '../../runtime/data/batches.js';
import { datasetInMemory, type Dataset } from '../../runtime/data/dataset.js';
import { openFeed, type FeedOptions } from '../../runtime/data/feed.js';
import { openData } from '../../runtime/data/open-data.js';
import { unitScale } from '../../runtime/data/pixel-scale.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { dataWorker } from './data-worker.js';
import { putPicture } from './picture-files.js';

const path = temporaryFolder();
const worker = dataWorker();

const augment: Augmentation = {
  rotate: 30,
  shift: { height: 0.2, width: 0.2 },
  zoom: 0.2,
  shear: 10,
  flip: { horizontal: true, vertical: false },
  brightness: 0.2,
  contrast: 0.2,
  cutout: 0.3,
  noise: 0.1,
  fill: 'nearest',
};

/** Ten pictures of 4x4x3, all bytes different from sample to sample. */
function inMemory(): Dataset {
  const values = Uint8Array.from({ length: 10 * 48 }, (_, i) => (i * 37) % 251);
  return datasetInMemory({ name: 'ten', values, labels: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0], shape: [4, 4, 3] });
}

async function inFiles(): Promise<Dataset> {
  for (let i = 0; i < 6; i++) await putPicture(path('a', `${i}.png`), [i * 40, 255 - i * 40, i]);
  const source = { kind: 'images', path: path(), resize: 'stretch' } as const;
  const data = await openData(source, { base: '.', part: 'train', input: [4, 4, 3], memory: 0 });
  return data as Dataset;
}

function feedOf(dataset: Dataset, options: Partial<FeedOptions> = {}) {
  const shapes = { input: dataset.shape, scores: [3] };
  return openFeed({ dataset, shapes, scale: unitScale, augment, seed: 3, ...options });
}

async function collect(
  dataset: Dataset,
  options: Partial<FeedOptions>,
  order = allSamples(dataset),
  epoch?: number,
) {
  const feed = feedOf(dataset, options);
  const batches: Batch[] = [];
  for await (const batch of feed.batches(order, 4, epoch)) batches.push(batch);
  await feed.close();
  return batches;
}

describe('batches', () => {
  it.each<[string, () => Promise<Dataset>]>([
    ['in memory', async () => inMemory()],
    ['in files', inFiles],
  ])('do not depend on the number of threads, of samples %s', async (_, make) => {
    const dataset = await make();
    const alone = await collect(dataset, {}, undefined, 7);
    for (const threads of [1, 3]) {
      expect(await collect(dataset, { threads, worker: worker() }, undefined, 7)).toEqual(alone);
    }
    expect(alone.map(({ size }) => size)).toEqual(dataset.count === 10 ? [4, 4, 2] : [4, 2]);
    expect(await collect(dataset, {}, undefined, 8)).not.toEqual(alone);
  });

  it('go on in the middle of an epoch as if they had not stopped', async () => {
    const whole = await collect(inMemory(), {}, undefined, 2);
    const rest = await collect(inMemory(), { worker: worker() }, allSamples(inMemory()).subarray(4), 2);
    expect(rest).toEqual(whole.slice(1));
  });

  it('are not augmented without an epoch', async () => {
    const plain = await collect(inMemory(), { augment: undefined });
    expect(await collect(inMemory(), { worker: worker() })).toEqual(plain);
    expect(plain[0].images.data[1]).toBeCloseTo(37 / 255, 6);
  });

  it('have one scale a channel', async () => {
    const scale = { factor: [1, 2, 0], shift: [0, 0.5, 9] };
    const still = {
      ...augment,
      rotate: 0,
      shift: { height: 0, width: 0 },
      zoom: 0,
      shear: 0,
      cutout: 0,
      noise: 0,
    };
    const same = { ...still, flip: { horizontal: false, vertical: false }, brightness: 0, contrast: 0 };
    const [direct] = await collect(inMemory(), { augment: undefined, scale });
    const [changed] = await collect(inMemory(), { augment: same, scale }, undefined, 1);
    expect([...direct.images.data.subarray(0, 6)]).toEqual([0, 74.5, 9, 111, 296.5, 9]);
    expect(changed).toEqual(direct);
  });

  it('may be left before the last, and asked for again', async () => {
    const feed = feedOf(inMemory(), { worker: worker() });
    for await (const { size } of feed.batches(allSamples(inMemory()), 2, 0)) {
      expect(size).toBe(2);
      break;
    }
    const { value } = await feed.batches(allSamples(inMemory()), 3, 0).next();
    expect((value as Batch).size).toBe(3);
    await feed.close();
  });
});

describe('what goes wrong in a thread is told', () => {
  it.each(['in a thread', 'on this one'])('a picture that is gone, %s', async (where) => {
    const dataset = await inFiles();
    await unlink(path('a', '4.png'));
    const options = where === 'in a thread' ? { worker: worker() } : {};
    await expect(collect(dataset, options, undefined, 0)).rejects.toMatchObject({
      name: 'DataError',
      message: `the picture ${path('a', '4.png')} does not exist`,
      remedy: 'check the path',
    });
  });

  it.each<[string, string, RegExp]>([
    ['throws', 'throw new Error("out of luck")', /has ended: Error: out of luck$/],
    ['leaves', 'process.exit(3)', /has ended: it left with status 3$/],
  ])('a worker that %s', async (_, text, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'cnnc-worker-'));
    const file = join(folder, 'worker.mjs');
    await writeFile(
      file,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${text} });`,
    );
    const failed = collect(inMemory(), { worker: pathToFileURL(file) }, undefined, 0);
    await expect(failed).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(message),
    });
    await rm(folder, { recursive: true });
  });

  it('a feed that was closed', async () => {
    const feed = feedOf(inMemory(), { worker: worker() });
    const batches = feed.batches(allSamples(inMemory()), 2, 0);
    await batches.next();
    await feed.close();
    await expect(
      (async () => {
        for await (const _ of batches);
      })(),
    ).rejects.toThrow(/ended/);
  });
});
