// Batches and splits: every sample once, the right numbers in the right places.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSamples, shuffled, type Batch } from '../../runtime/data/batches.js';
import { datasetInMemory, type Dataset } from '../../runtime/data/dataset.js';
import { openFeed, type FeedOptions } from '../../runtime/data/feed.js';
import { unitScale } from '../../runtime/data/pixel-scale.js';
import { splitForValidation } from '../../runtime/data/split.js';

/** 2x2x1 images whose pixels are 4n, 4n + 1, ... for sample n. */
function counting(labels: readonly number[]): Dataset {
  const values = Uint8Array.from({ length: labels.length * 4 }, (_, i) => i);
  return datasetInMemory({ name: 'counting', values, labels, shape: [2, 2, 1] });
}

async function batchesOf(
  dataset: Dataset,
  samples: readonly number[],
  size: number,
  options: Partial<FeedOptions> = {},
): Promise<Batch[]> {
  const feed = openFeed({ dataset, shapes, scale: unitScale, ...options });
  const all: Batch[] = [];
  for await (const batch of feed.batches(Uint32Array.from(samples), size)) all.push(batch);
  await feed.close();
  return all;
}

const shapes = { input: [2, 2, 1], scores: [3] };

describe('a batch', () => {
  it('holds pixels as 0..1 and labels as one-hot rows, in the order asked for', async () => {
    const [batch] = await batchesOf(counting([0, 2, 1]), [2, 1], 2);
    expect(batch).toMatchObject({ size: 2, labels: Float32Array.of(1, 2) });
    const pixels = [8, 9, 10, 11, 4, 5, 6, 7].map((byte) => byte / 255);
    expect(batch.images).toEqual({ shape: [2, 2, 2, 1], data: Float32Array.from(pixels) });
    expect(batch.target).toEqual({ shape: [2, 3], data: Float32Array.of(0, 1, 0, 0, 0, 1) });
  });

  it('has the label itself where there is one unit', async () => {
    const [{ target }] = await batchesOf(counting([0, 1, 1]), [0, 1, 2], 3, {
      shapes: { ...shapes, scores: [1] },
    });
    expect(target).toEqual({ shape: [3, 1], data: Float32Array.of(0, 1, 1) });
  });

  it('takes the shapes of the network', async () => {
    const [{ images, target }] = await batchesOf(counting([1]), [0], 1, {
      shapes: { input: [4], scores: [1, 1, 3] },
    });
    expect([images.shape, target.shape]).toEqual([
      [1, 4],
      [1, 1, 1, 3],
    ]);
  });

  it('maps byte 255 to exactly 1', async () => {
    const values = Uint8Array.of(0, 255, 51, 128);
    const data = datasetInMemory({ name: 'bytes', values, labels: [0], shape: [2, 2, 1] });
    const [{ images }] = await batchesOf(data, [0], 1);
    expect(images.data).toEqual(Float32Array.of(0, 1, 0.2, 128 / 255));
  });

  it('scales each channel by its own numbers', async () => {
    const values = Uint8Array.of(1, 2, 3, 4);
    const scale = { factor: [2, 10], shift: [-1, 0] };
    const shape = [1, 2, 2];
    const bytes = datasetInMemory({ name: 'bytes', values, labels: [0], shape });
    const numbers = datasetInMemory({ name: 'n', values: Float32Array.from(values), labels: [0], shape });
    for (const data of [bytes, numbers]) {
      const [{ images }] = await batchesOf(data, [0], 1, { scale, shapes: { ...shapes, input: shape } });
      expect(images.data).toEqual(Float32Array.of(1, 20, 5, 40));
    }
  });

  it('smooths labels and weighs classes', async () => {
    const targets = { smoothing: 0.3, classWeights: [1, 2, 1] };
    const [{ target }] = await batchesOf(counting([0, 1]), [0, 1], 2, { targets });
    const expected = [0.8, 0.1, 0.1, 0.2, 1.6, 0.2];
    expected.forEach((value, at) => expect(target.data[at]).toBeCloseTo(value, 6));
  });
});

describe('an epoch', () => {
  it('ends with a smaller batch', async () => {
    const all = await batchesOf(counting([0, 1, 2, 0, 1]), [0, 1, 2, 3, 4], 2);
    expect(all.map(({ size }) => size)).toEqual([2, 2, 1]);
  });

  it('has its own order, which the seed decides', () => {
    const samples = Uint32Array.from({ length: 100 }, (_, i) => i);
    const first = shuffled(samples, 1, 0);
    expect(first).toEqual(shuffled(samples, 1, 0));
    expect(first).not.toEqual(shuffled(samples, 1, 1));
    expect(first).not.toEqual(shuffled(samples, 2, 0));
    expect(first.toSorted()).toEqual(samples);
    expect(samples[1]).toBe(1);
  });
});

describe('a split', () => {
  const labels = fc.array(fc.nat(4), { minLength: 10, maxLength: 200 });

  it('holds out the share of the whole and of every class, each sample once', () => {
    fc.assert(
      fc.property(labels, fc.double({ min: 0.1, max: 0.9, noNaN: true }), fc.nat(), (list, share, seed) => {
        const data = counting(list);
        const { training, validation } = splitForValidation(data, share, seed);
        expect(Uint32Array.from([...training, ...validation]).sort()).toEqual(allSamples(data));
        expect(validation.length).toBe(Math.round(list.length * share));
        for (let label = 0; label <= 4; label++) {
          const all = list.filter((other) => other === label).length;
          const held = [...validation].filter((sample) => list[sample] === label).length;
          expect(Math.abs(held - all * share)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('repeats under a seed and differs under another', () => {
    const data = counting(Array.from({ length: 60 }, (_, i) => i % 3));
    expect(splitForValidation(data, 0.2, 1)).toEqual(splitForValidation(data, 0.2, 1));
    expect(splitForValidation(data, 0.2, 1)).not.toEqual(splitForValidation(data, 0.2, 2));
  });

  it('of nothing leaves everything for training', () => {
    const { training, validation } = splitForValidation(counting([0, 1]), 0, 1);
    expect([training.length, validation.length]).toEqual([2, 0]);
  });

  it.each([0.01, 0.99])('with the share %d of four samples is refused', (share) => {
    expect(() => splitForValidation(counting([0, 1, 0, 1]), share, 1)).toThrow('leaves one part empty');
  });
});
