// Values and figures of a sweep as a person reads them.

import type { Mean } from '../../runtime/sweep/results.js';
import type { Figures } from '../../runtime/sweep/sweep-file.js';
import { duration } from '../duration.js';

/** `pool  maps=8 rate=0.4 seed=1` */
export function valuesText(model: string | undefined, values: Readonly<Record<string, number>>): string {
  const written = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return [...(model === undefined ? [] : [model]), ...written].join(' ');
}

export function figuresText({ accuracy, loss, seconds }: Figures): string {
  const parts = accuracy === null ? [] : [`accuracy ${percent(accuracy)}`];
  return [...parts, `loss ${loss.toFixed(4)}`, duration(seconds)].join('  ');
}

/** `98.20 ± 0.15 %` */
export function accuracyText({ mean, deviation }: Mean): string {
  return deviation === null ? percent(mean) : `${(100 * mean).toFixed(2)} ± ${percent(deviation)}`;
}

export function lossText({ mean, deviation }: Mean): string {
  return deviation === null ? mean.toFixed(4) : `${mean.toFixed(4)} ± ${deviation.toFixed(4)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
