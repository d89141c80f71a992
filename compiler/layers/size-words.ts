// What a layer says of the size of its map, as it would be written: `pool max 3 stride 2 same`.

import type { Padding } from '../graph/ops.js';
import { written } from '../shapes/shape.js';
import type { LayerDefinition } from './definition.js';
import type { PaddingRule } from './readers.js';
import type { Signature, Values } from './signature.js';
import { writtenPadding } from './window-remedies.js';

/** Arguments that decide sizes, and how they are written; of the others maps and weights follow. */
const writers: Readonly<Record<string, (value: never) => string>> = {
  kind: (word: string) => word,
  kernel: written,
  window: written,
  factor: written,
  edges: (edges: readonly Padding[] | 'auto') => (edges === 'auto' ? edges : writtenPadding(edges)),
  stride: (steps: readonly number[]) => `stride ${written(steps)}`,
  dilation: (steps: readonly number[]) => `dilation ${written(steps)}`,
  pad: (rule: PaddingRule) =>
    rule.kind === 'explicit' ? `pad ${writtenPadding(rule.axes)}` : wordOf[rule.kind],
  'output-pad': (pixels: readonly number[]) => `output-pad ${written(pixels)}`,
  ceil: () => 'ceil',
  global: () => 'global',
};

const wordOf = { same: 'same', valid: 'valid', auto: 'pad auto' } as const;

/**
 * Its word with what is written of sizes; what is as always goes without saying, but not `same` where that
 * comes from a `residual` or `inception` around it.
 */
export function sizeWords(
  { word, signature }: LayerDefinition,
  values: Values<Signature>,
  plan: unknown,
): string {
  const said = Object.entries(signature).flatMap(([name, entry]) => {
    const value = values[name];
    const usual = entry.form === 'option' ? entry.fallback : entry.form === 'flag' ? false : undefined;
    if (value === undefined || value === usual || !Object.hasOwn(writers, name)) return [];
    return [writers[name](value as never)];
  });
  const padded = 'pad' in signature && values.pad === undefined && isPadded(plan) ? ['same'] : [];
  return [word, ...said, ...padded].join(' ');
}

function isPadded(plan: unknown): boolean {
  if (typeof plan !== 'object' || plan === null) return false;
  const { padding, depthwise } = plan as { padding?: readonly Padding[]; depthwise?: unknown };
  return padding?.some(({ before, after }) => before + after > 0) ?? isPadded(depthwise);
}
