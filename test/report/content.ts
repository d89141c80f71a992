// What a page is made of, without a training: a small model, its epochs, and measures of twelve samples.

import { compile } from '../../compiler/index.js';
import { defaultTrainingOptions } from '../../compiler/training-options.js';
import { Tally } from '../../runtime/metrics/tally.js';
import type { ReportContent } from '../../runtime/report/content.js';
import type { EpochMetrics } from '../../runtime/run-folder.js';

export const smallModel = `model Small
input 8x8x1
conv 2 3x3 same relu
residual <conv 2 3x3 same bn> relu
pool max 2
flatten
dense 3 softmax
`;

const dot = { width: 2, height: 2, uri: 'data:image/png;base64,AAAA' };

export function epochOf(epoch: number): EpochMetrics {
  const loss = 1 / epoch;
  const accuracy = 1 - 0.5 / epoch;
  return {
    epoch,
    loss,
    accuracy,
    validationLoss: loss + 0.1,
    validationAccuracy: accuracy - 0.05,
    validation: { loss: loss + 0.1, accuracy: accuracy - 0.05, f1: accuracy - 0.1 },
    rate: 0.01 / epoch,
    seconds: 2,
    waited: 0.25,
    imagesPerSecond: 60,
  };
}

/** Every fourth sample is taken for the next class. */
export function tallyOf(classes: number, samples: number): Tally {
  const tally = new Tally({ regression: false, classes, loss: 'cross-entropy' }, [{ kind: 'f1' }]);
  for (let sample = 0; sample < samples; sample++) {
    const label = sample % classes;
    const scores = new Float32Array(classes);
    scores[sample % 4 === 3 ? (label + 1) % classes : label] = 2;
    tally.add(0.5, scores, [label]);
  }
  return tally;
}

export function contentOf(changes: Partial<ReportContent> = {}): ReportContent {
  const { model } = compile(smallModel, { file: 'small.cnn' });
  return {
    model,
    training: {
      ...defaultTrainingOptions,
      epochs: 4,
      validate: 0.25,
      metrics: [{ kind: 'f1' }, { kind: 'top', k: 2 }],
    },
    engine: 'onnx:cpu on 2 threads',
    dataName: 'data/shapes',
    counts: { learnt: 36, heldOut: 12, broken: 1 },
    epochs: [1, 2, 3].map(epochOf),
    best: 3,
    ended: 'interrupted',
    finished: new Date('2026-01-02T03:04:05Z'),
    names: ['circle', 'square', 'triangle'],
    tally: tallyOf(3, 12),
    about: 'Of all 12 held-out samples.',
    mistakes: [{ sample: 7, label: 1, guess: 2, probability: 0.875, file: 'seven.png', picture: dot }],
    kernels: { layer: 'conv1', shape: [3, 3, 1, 2], shown: 2, picture: { ...dot, width: 7, height: 3 } },
    maps: [{ layer: 'conv1', shape: [8, 8, 2], shown: 2, picture: { ...dot, width: 17, height: 8 } }],
    mapsLeft: 2,
    seen: { ...dot, width: 8, height: 8 },
    missing: [],
    ...changes,
  };
}
