// What came of a sweep: the points with their means over the seeds, the best first.

import type { Figures, SweepRecord, TrainingRecord } from './sweep-file.js';

export type Figure = 'accuracy' | 'loss';

export interface Mean {
  readonly mean: number;
  /** The standard deviation over the seeds, n − 1 in the denominator; null of one alone. */
  readonly deviation: number | null;
}

export interface PointResult {
  readonly model: string;
  readonly values: Readonly<Record<string, number>>;
  readonly parameters: number | null;
  readonly trainings: readonly TrainingRecord[];
  /** Means over the trainings that are done; undefined where none is. */
  readonly means: Means | undefined;
  readonly best: boolean;
}

export interface Means {
  readonly loss: Mean;
  /** Undefined for regression. */
  readonly accuracy: Mean | undefined;
  readonly epochs: Mean;
  readonly seconds: Mean;
}

export interface SweepResults {
  /** By which figure points are compared. */
  readonly by: Figure;
  /** The best first; behind them what is not done, in the order of the plan. */
  readonly points: readonly PointResult[];
}

export function resultsOf({ trainings }: Pick<SweepRecord, 'trainings'>, by?: Figure): SweepResults {
  const points = [...groupedByPoint(trainings).values()].map(resultOfPoint);
  const done = points.flatMap((point) =>
    point.means === undefined ? [] : [{ ...point, means: point.means }],
  );
  const isClassifier = done.every(({ means }) => means.accuracy !== undefined);
  const figure = by === 'loss' || !isClassifier ? 'loss' : 'accuracy';
  const ranked = done.toSorted(
    (a, b) => rank(b.means, figure) - rank(a.means, figure) || a.means.loss.mean - b.means.loss.mean,
  );
  const rest = points.filter(({ means }) => means === undefined);
  return { by: figure, points: [...ranked.map((point, at) => ({ ...point, best: at === 0 })), ...rest] };
}

function rank({ loss, accuracy }: Means, by: Figure): number {
  return by === 'loss' ? -loss.mean : (accuracy as Mean).mean;
}

/** All but the seed of the trainings in a group is the same. */
function groupedByPoint(trainings: readonly TrainingRecord[]): Map<string, TrainingRecord[]> {
  const groups = new Map<string, TrainingRecord[]>();
  for (const training of trainings) {
    const key = JSON.stringify([training.model, training.values]);
    groups.set(key, [...(groups.get(key) ?? []), training]);
  }
  return groups;
}

function resultOfPoint(trainings: readonly TrainingRecord[]): PointResult {
  const [{ model, values, parameters }] = trainings;
  const figures = trainings.flatMap(({ outcome }) => (outcome.state === 'done' ? [outcome.figures] : []));
  return { model, values, parameters, trainings, means: meansOf(figures), best: false };
}

function meansOf(figures: readonly Figures[]): Means | undefined {
  if (figures.length === 0) return undefined;
  const accuracies = figures.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));
  return {
    loss: meanOf(figures.map(({ loss }) => loss)),
    accuracy: accuracies.length < figures.length ? undefined : meanOf(accuracies),
    epochs: meanOf(figures.map(({ epochs }) => epochs)),
    seconds: meanOf(figures.map(({ seconds }) => seconds)),
  };
}

export function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, deviation: null };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
