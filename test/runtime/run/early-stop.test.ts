// When a training ends early, by hand and through training itself.

import { describe, expect, it } from 'vitest';
import type { EarlyStop } from '../../../compiler/training-options.js';
import { referenceEngine } from '../../../runtime/reference/index.js';
import { whyStopped } from '../../../runtime/run/early-stop.js';
import type { EpochMetrics } from '../../../runtime/run/epoch-metrics.js';
import { train, type TrainOptions } from '../../../runtime/train.js';
import { temporaryFolder } from '../temporary-folder.js';
import { stripes, tinyNetwork, tinyTraining } from '../tiny-networks.js';

const path = temporaryFolder();

function epochsWith(
  figures: readonly number[],
  name: 'validationLoss' | 'validationAccuracy',
): EpochMetrics[] {
  return figures.map((figure, index) => ({
    epoch: index + 1,
    loss: 1,
    rate: 1,
    seconds: 1,
    waited: 0,
    imagesPerSecond: 1,
    [name]: figure,
  }));
}

describe('patience', () => {
  const stop: EarlyStop = { patience: 2, improvement: 0.1, figure: 'loss' };

  it.each<[number[], boolean]>([
    [[], false],
    [[1], false],
    [[1, 1], false],
    [[1, 1, 1], true],
    [[1, 0.95, 0.95], true],
    // Two small steps make one that counts.
    [[1, 0.95, 0.85, 0.8], false],
    [[1, 2, 0.5, 2], false],
    [[1, 2, 0.5, 2, 2], true],
    [[NaN, NaN, NaN], true],
    [[NaN, 3, 3], false],
  ])('after validation losses of %j: %s', (losses, expected) => {
    expect(whyStopped(stop, epochsWith(losses, 'validationLoss')) !== undefined).toBe(expected);
  });

  it('looks at the accuracy where it is told to', () => {
    const byAccuracy: EarlyStop = { patience: 1, improvement: 0, figure: 'accuracy' };
    expect(whyStopped(byAccuracy, epochsWith([0.5, 0.6], 'validationAccuracy'))).toBeUndefined();
    expect(whyStopped(byAccuracy, epochsWith([0.5, 0.6, 0.6], 'validationAccuracy'))).toBe(
      '1 epoch without a better validation than accuracy 60.00 % of epoch 2',
    );
  });
});

describe('a training', () => {
  const stop: EarlyStop = { patience: 2, improvement: 0, figure: 'loss' };

  function options(changes: Partial<TrainOptions['training']> = {}): TrainOptions {
    const optimizer = { kind: 'sgd', rate: 3, momentum: 0.9, nesterov: false } as const;
    const training = tinyTraining({ epochs: 12, validate: 0.25, optimizer, stop, ...changes });
    return {
      graph: tinyNetwork(),
      training,
      engine: referenceEngine,
      data: stripes(60),
      source: '',
      runFolder: path('run'),
    };
  }

  it('that stops early says why, keeps the best, and stays stopped', async () => {
    const result = await train(options());
    const { length } = result.epochs;
    expect(length).toBeLessThan(12);
    expect(result.interrupted).toBe(false);
    expect(result.stopped).toMatch(/^2 epochs without a better validation than loss \d\.\d{4} of epoch \d+$/);
    const again = await train({ ...options({ epochs: 50 }), resume: path('run') });
    expect(again.epochs).toEqual(result.epochs);
    expect(again.stopped).toBe(result.stopped);
    expect(again.weights).toEqual(result.weights);
    const more = await train({ ...options({ stop: { ...stop, patience: 3 } }), resume: path('run') });
    expect(more.epochs.length).toBeGreaterThan(length);
  });

  it('cannot watch what is not held out', async () => {
    await expect(train(options({ validate: 0 }))).rejects.toMatchObject({
      name: 'TrainingError',
      message: '`stop` watches what is held out, but nothing is',
    });
  });

  it('cannot watch the accuracy of a number', async () => {
    const changes = { loss: 'mse', stop: { ...stop, figure: 'accuracy' } } as const;
    const graph = tinyNetwork({ units: 1, end: 'none' });
    await expect(train({ ...options(changes), graph })).rejects.toMatchObject({
      message: '`stop` watches the accuracy, but a number has none',
    });
  });
});
