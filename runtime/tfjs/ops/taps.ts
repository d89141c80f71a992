// The places of a window, its taps: which pixels each meets, and how what is made for each of them
// goes back to the pixels.

import { deinterleave, interleave, noEdge, taken, withEdges } from './axes.js';
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

/**
 * What each tap meets in every window: [batch, ...outputs, channels] of a padded map of `reachOf` or
 * more. With strides the map is first taken apart into its phases, the pixels of one place modulo the
 * stride, in which a tap meets neighbours.
 */
export class Meetings {
  private readonly tf: TensorFlow;
  private readonly places: WindowPlaces;
  private readonly phases: ReadonlyMap<string, TfTensor>;

  constructor(tf: TensorFlow, padded: TfTensor, places: WindowPlaces) {
    this.tf = tf;
    this.places = places;
    this.phases = phasesOf(tf, padded, places.strides);
  }

  of(tap: readonly number[]): TfTensor {
    const { strides, outputs } = this.places;
    const offsets = offsetsOf(tap, this.places);
    const phase = this.phases.get(phaseOf(offsets, strides)) as TfTensor;
    const begin = offsets.map((offset, axis) => Math.floor(offset / strides[axis]));
    const [batch, channels] = [phase.shape[0], phase.shape[phase.shape.length - 1]];
    return taken(this.tf, phase, [0, ...begin, 0], [batch, ...outputs, channels]);
  }
}

function offsetsOf(tap: readonly number[], { dilations }: WindowPlaces): number[] {
  return tap.map((place, axis) => place * dilations[axis]);
}

function phaseOf(offsets: readonly number[], strides: readonly number[]): string {
  return offsets.map((offset, axis) => offset % strides[axis]).join();
}

/** What a size lacks to a multiple of the stride. */
function upTo(size: number, stride: number): number {
  return Math.ceil(size / stride) * stride - size;
}

function phasesOf(tf: TensorFlow, padded: TfTensor, strides: readonly number[]): Map<string, TfTensor> {
  const edges = strides.map((stride, axis) => {
    return { before: 0, after: upTo(padded.shape[axis + 1], stride) };
  });
  const whole = withEdges(tf, padded, [noEdge, ...edges, noEdge]);
  let phases: [readonly number[], TfTensor][] = [[[], whole]];
  strides.forEach((stride, axis) => {
    phases = phases.flatMap(([places, map]) =>
      deinterleave(tf, map, stride, axis + 1).map((part, place): [readonly number[], TfTensor] => [
        [...places, place],
        part,
      ]),
    );
  });
  return new Map(phases.map(([places, map]) => [places.join(), map]));
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
  const { strides } = places;
  const sizes = reachOf(places).map((size, axis) => Math.ceil(size / strides[axis]));
  const phases = new Map<string, TfTensor>();
  for (const { tap, gift } of gifts) {
    const offsets = offsetsOf(tap, places);
    const edges = offsets.map((offset, axis) => {
      const before = Math.floor(offset / strides[axis]);
      return { before, after: sizes[axis] - before - places.outputs[axis] };
    });
    const shifted = withEdges(tf, gift, [noEdge, ...edges, noEdge]);
    const phase = phaseOf(offsets, strides);
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
