// Numbers and sizes that people write in a place of a signature, the usual first.

import type { Shape } from '../../graph/value.js';
import { channels, isFlat, spatial } from '../../shapes/shape.js';

/** Of the value or option with this name; `arriving` is undefined where it is unknown. */
export function usualValues(name: string, arriving: Shape | undefined): readonly string[] {
  const usual = Object.hasOwn(table, name) ? table[name] : undefined;
  return usual?.(arriving) ?? [];
}

const windows =
  (...sizes: number[]) =>
  (arriving: Shape | undefined) => {
    const axes = arriving === undefined || isFlat(arriving) ? 2 : spatial(arriving).length;
    return sizes.map((size) => Array.from({ length: axes }, () => size).join('x'));
  };

const table: Readonly<Record<string, (arriving: Shape | undefined) => readonly string[]>> = {
  maps: (arriving) => (arriving === undefined ? ['32'] : mapsAfter(channels(arriving))),
  kernel: windows(3, 1, 5, 7),
  window: () => ['2', '3'],
  stride: () => ['2'],
  dilation: () => ['2'],
  groups: (arriving) => (arriving === undefined ? [] : [`${channels(arriving)}`]),
  factor: () => ['2'],
  edges: () => ['1'],
  size: () => ['5'],
  units: () => ['10'],
  rate: () => ['20%', '50%'],
};

/** As many as arrive, or twice as many; of a picture's few, what first layers make. */
function mapsAfter(arriving: number): string[] {
  return arriving < 8 ? ['32', '64', '16'] : [`${arriving}`, `${2 * arriving}`];
}
