// The places of a window, its taps: which pixels each meets, and how what is made for each of them
// goes back to the pixels.

import { interleave, noEdge, taken, withEdges } from './axes.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

/** Where windows stand on a map that is padded already; entries an axis. */
export interface WindowPlaces {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** How many windows there are. */
  readonly outputs: readonly number[];
}

/** Every tap as its place in the window, row-major. */
export function tapsOf(window: readonly number[]): number[][] {
  return window.reduce<number[][]>(
    (taps, size) => taps.flatMap((tap) => Array.from({ length: size }, (_, i) => [...tap, i])),
    [[]],
  );
}

/** How many pixels an axis needs so that every tap meets one. */
export function reachOf({ window, strides, dilations, outputs }: WindowPlaces): number[] {
  return window.map((size, axis) => (outputs[axis] - 1) * strides[axis] + (size - 1) * dilations[axis] + 1);
}

/** What a tap meets in each window: [batch, ...outputs, channels] of a padded map. */
export function metBy(
  tf: TensorFlow,
  padded: TfTensor,
  tap: readonly number[],
  { strides, dilations, outputs }: WindowPlaces,
): TfTensor {
  const channels = padded.shape[padded.shape.length - 1];
  const begin = [0, ...tap.map((place, axis) => place * dilations[axis]), 0];
  return taken(tf, padded, {
    begin,
    size: [padded.shape[0], ...outputs, channels],
    steps: [1, ...strides, 1],
  });
}

/**
 * The way back: the sum of what every tap gives to the pixels that it meets, as a padded map of at
 * least `reachOf`. Pixels are sorted by their place modulo the stride: those of one phase make a
 * small map on which taps are shifted by whole pixels, and the phases are then put together.
 */
export function givenBack(
  tf: TensorFlow,
  gifts: readonly { readonly tap: readonly number[]; readonly gift: TfTensor }[],
  places: WindowPlaces,
): TfTensor {
  const { strides, dilations } = places;
  const sizes = reachOf(places).map((size, axis) => Math.ceil(size / strides[axis]));
  const phases = new Map<string, TfTensor>();
  for (const { tap, gift } of gifts) {
    const offsets = tap.map((place, axis) => place * dilations[axis]);
    const edges = offsets.map((offset, axis) => {
      const before = Math.floor(offset / strides[axis]);
      return { before, after: sizes[axis] - before - places.outputs[axis] };
    });
    const shifted = withEdges(tf, gift, [noEdge, ...edges, noEdge]);
    const phase = offsets.map((offset, axis) => offset % strides[axis]).join();
    const sum = phases.get(phase);
    phases.set(phase, sum === undefined ? shifted : tf.add(sum, shifted));
  }
  return putTogether(tf, strides, (phase) => phases.get(phase.join())) as TfTensor;
}

/** Interleaves the phases along the last axis of the window first. */
function putTogether(
  tf: TensorFlow,
  strides: readonly number[],
  phaseAt: (phase: readonly number[]) => TfTensor | undefined,
  fixed: readonly number[] = [],
): TfTensor | undefined {
  const axis = fixed.length;
  if (axis === strides.length) return phaseAt(fixed);
  const parts = Array.from({ length: strides[axis] }, (_, place) =>
    putTogether(tf, strides, phaseAt, [...fixed, place]),
  );
  return parts.every((part) => part === undefined) ? undefined : interleave(tf, parts, axis + 1);
}
