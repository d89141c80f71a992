// The options of `cnnc sweep`, and what of them decides the figures.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Compilation } from '../../compiler/index.js';
import type { Figure } from '../../runtime/sweep/results.js';
import type { Conditions } from '../../runtime/sweep/sweep-file.js';
import type { EngineOptions } from '../engine-options.js';
import type { AxisText } from './axis-text.js';

export interface SweepOptions extends Omit<EngineOptions, 'set'> {
  readonly set?: readonly AxisText[];
  readonly random?: number;
  readonly repeat: number;
  readonly jobs: number;
  readonly by?: Figure;
  readonly out?: string;
  readonly data?: string;
  readonly epochs?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** Two sweeps under the same conditions can be told side by side. */
export function conditionsOf(
  { data, engine, epochs, batch, seed }: SweepOptions,
  compilations: readonly Compilation[],
): Conditions {
  const texts = compilations.map((compilation) => [
    `the text of ${compilation.source.name}`,
    digestOf(compilation),
  ]);
  return {
    ...(Object.fromEntries(texts) as Record<string, string>),
    data: data === undefined ? null : resolve(data),
    engine,
    epochs: epochs ?? null,
    batch: batch ?? null,
    seed: seed ?? null,
  };
}

/** Of the text and of all texts behind `use`. */
function digestOf({ source, uses }: Compilation): string {
  const texts = [source.text, ...uses.map(({ used }) => used.text)];
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16);
}
