// How many input pixels an output pixel sees. Along a chain r grows by (reach − 1)·j, and the
// distance j between neighbours by the stride; Araujo, Norris and Sim 2019, “Computing receptive
// fields of convolutional neural networks”. Layers that make maps larger bring neighbours nearer:
// j shrinks by their factor and may then be a fraction of a pixel.

import type { Shape } from '../graph/value.js';
import type { Inferred } from '../layers/definition.js';
import { isFlat, spatial } from '../shapes/shape.js';
import { reach } from '../shapes/window.js';

export interface ReceptiveField {
  /** In whole input pixels, an entry a spatial axis; not cut off at the input's edges. */
  readonly size: readonly number[];
  /** The same before it is rounded up. */
  readonly seen: readonly number[];
  /** Between neighbouring pixels, in input pixels; 0 where all of them see the whole map. */
  readonly jump: readonly number[];
  /** The sizes of the last map: what a dense layer sees all of. */
  readonly map: readonly number[];
}

/** Before there is an input. */
export const nothingSeen: ReceptiveField = { size: [], seen: [], jump: [], map: [] };

export function fieldOfInput(shape: Shape): ReceptiveField {
  const map = isFlat(shape) ? [] : spatial(shape);
  const ones = map.map(() => 1);
  return { size: ones, seen: ones, jump: ones, map };
}

/** The field behind a layer that was inferred. */
export function grown(field: ReceptiveField, inferred: Inferred): ReceptiveField {
  const { extent, output } = inferred;
  if (inferred.seesAll) return seeingAll(field, spatial(output));
  if (extent === undefined) return isFlat(output) ? field : { ...field, map: spatial(output) };
  const { window, strides, dilations, growth } = extent;
  const seen = field.seen.map((pixels, axis) => {
    const size = window[axis];
    return size === undefined
      ? pixels
      : pixels + (reach(size, dilations?.[axis] ?? 1) - 1) * field.jump[axis];
  });
  const step = (axis: number): number => (strides[axis] ?? 1) / (growth?.[axis] ?? 1);
  const isStill = field.jump.every((_, axis) => step(axis) === 1);
  const jump = isStill ? field.jump : field.jump.map((distance, axis) => distance * step(axis));
  return rounded(seen, jump, spatial(output));
}

/** Where every pixel sees everything, windows over them see no more. */
function seeingAll({ seen, jump, map }: ReceptiveField, output: Shape): ReceptiveField {
  const all = seen.map((pixels, axis) => pixels + ((map[axis] ?? 1) - 1) * jump[axis]);
  return rounded(
    all,
    jump.map(() => 0),
    output,
  );
}

/** Where branches meet, the widest counts on each axis. */
export function widest(fields: readonly ReceptiveField[]): ReceptiveField {
  return fields.reduce((most, field) =>
    rounded(
      most.seen.map((pixels, axis) => Math.max(pixels, field.seen[axis] ?? 0)),
      most.jump.map((jump, axis) => Math.max(jump, field.jump[axis] ?? 0)),
      most.map,
    ),
  );
}

/** A share of a pixel is seen as a pixel; what fractions of floating point add is no share. */
function rounded(seen: readonly number[], jump: readonly number[], map: readonly number[]): ReceptiveField {
  const isWhole = seen.every(Number.isSafeInteger);
  return { size: isWhole ? seen : seen.map((pixels) => Math.ceil(pixels - 1e-9 * pixels)), seen, jump, map };
}
