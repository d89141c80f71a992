// CNN605: a pool leaves fewer than four pixels on every axis, and padded convolutions that follow
// multiply mostly zeros.

import { outputOf, type CheckedLayer } from '../check/checked-layer.js';
import { mapText } from '../layers/axis-names.js';
import { isFlat, spatial } from '../shapes/shape.js';
import type { AxisWindow } from '../shapes/window.js';
import type { Finding, Lint } from './lint.js';
import { placeOf, related } from './place.js';
import { percent } from './quantity.js';
import type { Subject } from './subject.js';
import { windowOnMap } from './window-on-map.js';

const fewestPixels = 4;
/** Layers that are looked at behind a pool. */
const mostSteps = 32;

export const tinyMap: Lint = {
  code: 'CNN605',
  severity: 'information',
  check(subject, report) {
    for (const layer of subject.layers) {
      if (layer.kind !== 'pool' || !makesTiny(layer)) continue;
      const next = paddedBehind(layer, subject);
      if (next) report(finding(layer, next));
    }
  },
};

function makesTiny(layer: CheckedLayer): boolean {
  const window = windowOnMap(layer);
  if (window === undefined) return false;
  const wasLarger = window.axes.some(({ size }) => size >= fewestPixels);
  return wasLarger && window.output.every((size) => size < fewestPixels);
}

interface Padded {
  readonly layer: CheckedLayer;
  /** The share of its products that are with padding. */
  readonly zeros: number;
}

/** The first convolution on the map that the pool left whose window reaches into padding. */
function paddedBehind(pool: CheckedLayer, subject: Subject): Padded | undefined {
  const size = mapOf(pool);
  const open = [...subject.readersOf(pool)];
  for (let steps = 0; steps < mostSteps; steps++) {
    const layer = open.shift();
    if (layer === undefined) return undefined;
    const zeros = zerosIn(layer);
    if (zeros > 0) return { layer, zeros };
    if (mapOf(layer) === size) open.push(...subject.readersOf(layer));
  }
  return undefined;
}

function mapOf(layer: CheckedLayer): string | undefined {
  const shape = outputOf(layer);
  return shape && !isFlat(shape) ? spatial(shape).join('x') : undefined;
}

function zerosIn(layer: CheckedLayer): number {
  const window = layer.kind === 'pool' ? undefined : windowOnMap(layer);
  if (window === undefined) return 0;
  return 1 - window.axes.reduce((share, axis, i) => share * shareOnMap(axis, window.output[i]), 1);
}

/** Of the products along an axis, the share that are with pixels of the map. The axis is short. */
function shareOnMap({ size, kernel, stride, dilation, padding }: AxisWindow, output: number): number {
  let inside = 0;
  for (let place = 0; place < output; place++) {
    const start = place * stride - padding.before;
    const first = Math.max(0, Math.ceil(-start / dilation));
    const last = Math.min(kernel - 1, Math.floor((size - 1 - start) / dilation));
    inside += Math.max(0, last - first + 1);
  }
  return inside / (output * kernel);
}

function finding(pool: CheckedLayer, { layer, zeros }: Padded): Finding {
  const map = mapText(spatial(pool.output ?? []));
  return {
    ...placeOf(pool),
    severity: zeros > 0.5 ? 'warning' : 'information',
    message: `\`${pool.text}\` leaves ${map} for \`${layer.text}\`: ${percent(zeros)} of its products are with padding`,
    related: [related(layer, 'reads the small map')],
    help: 'pool once less before it, or use 1x1 convolutions, `flatten` or `pool avg global` from here',
  };
}
