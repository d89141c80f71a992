// What the two networks come to as a whole.

import { depthOf, layerCount } from '../check/depth.js';
import type { Model } from '../model.js';
import { totalsOf } from '../summary/summarize.js';
import type { LayerEntry } from './layer-entry.js';

/** The words of the language's budgets. */
export const metrics = [
  'parameters',
  'trainable',
  'macs',
  'activation-memory',
  'layers',
  'depth',
  'receptive-field',
] as const;
export type Metric = (typeof metrics)[number];

export type NetworkTotals = { readonly [M in Metric]: number };

export function totalsOfNetwork(model: Model, entries: readonly LayerEntry[]): NetworkTotals {
  const { parameters, trainable, macs, activationBytes } = totalsOf(entries.map(({ row }) => row));
  return {
    parameters,
    trainable,
    macs,
    'activation-memory': activationBytes,
    layers: layerCount(model),
    depth: depthOf(model),
    'receptive-field': Math.max(0, ...(model.layers.at(-1)?.receptiveField ?? [])),
  };
}
