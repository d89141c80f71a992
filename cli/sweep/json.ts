// The JSON of `cnnc sweep`. Other tools may rely on its shape: `version` counts breaking changes.

import type { PointResult, SweepResults } from '../../runtime/sweep/results.js';
import type { TrainingRecord } from '../../runtime/sweep/sweep-file.js';

export function sweepAsJson(folder: string, models: readonly string[], { by, points }: SweepResults): object {
  return { version: 1, folder, models, by, points: points.map(pointAsJson) };
}

function pointAsJson({ model, values, parameters, means, best, trainings }: PointResult): object {
  return {
    model,
    values,
    parameters,
    best,
    loss: means?.loss ?? null,
    accuracy: means?.accuracy ?? null,
    epochs: means?.epochs.mean ?? null,
    seconds: means?.seconds.mean ?? null,
    trainings: trainings.map(trainingAsJson),
  };
}

function trainingAsJson({ seed, folder, outcome }: TrainingRecord): object {
  return {
    seed,
    folder,
    state: outcome.state,
    figures: outcome.state === 'done' ? outcome.figures : null,
    reason: 'reason' in outcome ? outcome.reason : null,
  };
}
