// `--metrics`: what to measure, in the words of the train block's `metrics`.

import { InvalidArgumentError } from 'commander';
import type { Metric } from '../compiler/training-options.js';

const plainMetrics = ['accuracy', 'precision', 'recall', 'f1', 'auc', 'confusion'] as const;

const help = `Choose from ${plainMetrics.join(', ')} and \`top K\`, with commas between them.`;

function parseMetric(text: string): Metric {
  const plain = plainMetrics.find((kind) => kind === text);
  if (plain !== undefined) return { kind: plain };
  const k = Number(/^top +(\d{1,9})$/.exec(text)?.[1] ?? 0);
  if (k < 1) throw new InvalidArgumentError(help);
  return { kind: 'top', k };
}

/** `f1, top 5` */
export function parseMetrics(text: string): Metric[] {
  return text.split(',').map((word) => parseMetric(word.trim()));
}
