// Smoothed labels and weighted classes: by hand, and in the first loss of a training.

import { describe, expect, it } from 'vitest';
import { referenceEngine } from '../../../runtime/reference/index.js';
import { balancedWeights } from '../../../runtime/run/target-rule.js';
import { evaluate } from '../../../runtime/evaluate.js';
import { initializeWeights } from '../../../runtime/initialize-weights.js';
import { train, type TrainOptions } from '../../../runtime/train.js';
import { stripes, tinyNetwork, tinyTraining } from '../tiny-networks.js';

const graph = tinyNetwork();

/** One step over all samples that changes nothing, so that its loss is that of the first weights. */
async function firstLoss(changes: Partial<TrainOptions['training']>): Promise<number> {
  const optimizer = { kind: 'sgd', rate: 0, momentum: 0, nesterov: false } as const;
  const training = tinyTraining({ epochs: 1, batch: 99, optimizer, ...changes });
  const { epochs } = await train({ graph, training, engine: referenceEngine, data: stripes(7), source: '' });
  return epochs[0].loss;
}

/** The loss of the samples of one label, by the weights of the start. */
async function lossOf(label: number): Promise<number> {
  const all = stripes(7);
  const chosen = Array.from(all.labels.keys()).filter((sample) => all.labels[sample] === label);
  if (all.samples.kind !== 'memory') throw new Error('stripes are in memory');
  const { values } = all.samples;
  const images = Uint8Array.from(
    chosen.flatMap((sample) => [...values.subarray(sample * 16, sample * 16 + 16)]),
  );
  const labels = Float32Array.from(chosen, () => label);
  const data = { ...all, samples: { kind: 'memory' as const, values: images }, labels, count: chosen.length };
  const weights = initializeWeights(graph, 5);
  return (await evaluate({ graph, weights, engine: referenceEngine, data, loss: 'cross-entropy' })).loss;
}

describe('balanced weights', () => {
  it.each<[number[], number, number[]]>([
    // sklearn.utils.class_weight.compute_class_weight('balanced', ...)
    [[0, 0, 0, 1], 2, [4 / 6, 2]],
    [[0, 1, 2, 0, 1, 2, 0], 3, [7 / 9, 7 / 6, 7 / 6]],
    [[0, 0, 2, 2], 3, [1, 1, 1]],
  ])('of labels %j are those of scikit-learn', (labels, classes, expected) => {
    expect(balancedWeights(Float32Array.from(labels), classes)).toEqual(expected);
  });
});

describe('the loss of training', () => {
  it('counts classes as their weights say', async () => {
    const losses = [await lossOf(0), await lossOf(1), await lossOf(2)];
    const weighted = (weights: number[]) =>
      (3 * weights[0] * losses[0] + 2 * weights[1] * losses[1] + 2 * weights[2] * losses[2]) / 7;
    expect(await firstLoss({})).toBeCloseTo(weighted([1, 1, 1]), 6);
    expect(await firstLoss({ classWeights: { kind: 'given', weights: [1, 2.5, 0] } })).toBeCloseTo(
      weighted([1, 2.5, 0]),
      6,
    );
    expect(await firstLoss({ classWeights: { kind: 'balanced' } })).toBeCloseTo(
      weighted([7 / 9, 7 / 6, 7 / 6]),
      6,
    );
  });

  it('is that of smoothed labels, while what is held out is measured plainly', async () => {
    const optimizer = { kind: 'sgd', rate: 0, momentum: 0, nesterov: false } as const;
    const results = [0, 0.3].map(async (labelSmoothing) => {
      const training = tinyTraining({ epochs: 1, validate: 0.3, optimizer, labelSmoothing });
      return (await train({ graph, training, engine: referenceEngine, data: stripes(20), source: '' }))
        .epochs[0];
    });
    const [plain, smoothed] = await Promise.all(results);
    expect(smoothed.loss).not.toBeCloseTo(plain.loss, 3);
    expect(smoothed.validationLoss).toBe(plain.validationLoss);
  });

  it.each<[Partial<TrainOptions['training']>, string]>([
    [
      { loss: 'mse', labelSmoothing: 0.1 },
      '`smoothing` is for several classes under cross-entropy; this network learns by mse',
    ],
    [
      { loss: 'binary-cross-entropy', classWeights: { kind: 'balanced' } },
      '`class-weights` is for several classes under cross-entropy; this network learns by binary-cross-entropy',
    ],
    [
      { classWeights: { kind: 'given', weights: [1, 2] } },
      '`class-weights` has 2 numbers, but the network tells 3 classes apart',
    ],
  ])('refuses %j', async (changes, message) => {
    await expect(firstLoss(changes)).rejects.toMatchObject({ name: 'TrainingError', message });
  });
});
