// What a run folder says of its training: how many epochs it took, and how good the weights are that it kept.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochMetrics } from '../run/epoch-metrics.js';
import { isBetter, type Figure } from '../run/watched-figure.js';
import type { Figures } from './sweep-file.js';

/** The lines of metrics.jsonl; none where there is no such file, and none that is not whole. */
export async function epochsIn(folder: string): Promise<EpochMetrics[]> {
  const text = await readFile(join(folder, 'metrics.jsonl'), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as EpochMetrics];
    } catch {
      return [];
    }
  });
}

/**
 * By what the training held out itself: the figures of the epoch whose weights it kept.
 * @param figure by which it kept them
 */
export function validationFigures(epochs: readonly EpochMetrics[], figure: Figure): Figures | undefined {
  const validated = epochs.filter(({ validationLoss }) => validationLoss !== undefined);
  if (validated.length === 0) return undefined;
  const kept = validated.reduce((best, epoch) => (isBetter(figure, epoch, best) ? epoch : best));
  const accuracy = kept.validationAccuracy ?? null;
  return { loss: lossOf(kept), accuracy, epochs: epochs.length, seconds: secondsOf(epochs) };
}

function lossOf({ validationLoss }: EpochMetrics): number {
  return validationLoss ?? Infinity;
}

export function secondsOf(epochs: readonly EpochMetrics[]): number {
  return epochs.reduce((sum, { seconds }) => sum + seconds, 0);
}
