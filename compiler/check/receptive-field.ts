// How many input pixels an output pixel sees. Along a chain r grows by (reach − 1)·j, and the
// distance j between neighbours by the stride; Araujo, Norris and Sim 2019, “Computing receptive
// fields of convolutional neural networks”.

import type { Shape } from '../graph/value.js';
import type { Inferred } from '../layers/definition.js';
import { isFlat, spatial } from '../shapes/shape.js';
import { reach } from '../shapes/window.js';

export interface ReceptiveField {
  /** In input pixels, an entry a spatial axis; not cut off at the input's edges. */
  readonly size: readonly number[];
  /** Between neighbouring pixels, in input pixels. */
  readonly jump: readonly number[];
  /** The sizes of the last map: what a dense layer sees all of. */
  readonly map: readonly number[];
}

/** Before there is an input. */
export const nothingSeen: ReceptiveField = { size: [], jump: [], map: [] };

export function fieldOfInput(shape: Shape): ReceptiveField {
  const map = isFlat(shape) ? [] : spatial(shape);
  return { size: map.map(() => 1), jump: map.map(() => 1), map };
}

/** The field behind a layer that was inferred. */
export function grown(field: ReceptiveField, inferred: Inferred): ReceptiveField {
  const { extent, output } = inferred;
  if (inferred.seesAll) return seeingAll(field);
  if (extent === undefined) return isFlat(output) ? field : { ...field, map: spatial(output) };
  const reaches = extent.window.map((size, axis) => reach(size, extent.dilations?.[axis] ?? 1));
  return {
    size: field.size.map((size, axis) => size + (reaches[axis] - 1) * field.jump[axis]),
    jump: field.jump.map((jump, axis) => jump * extent.strides[axis]),
    map: spatial(output),
  };
}

function seeingAll({ size, jump, map }: ReceptiveField): ReceptiveField {
  return {
    size: size.map((seen, axis) => seen + (map[axis] - 1) * jump[axis]),
    jump,
    map: map.map(() => 1),
  };
}

/** Where branches meet, the widest counts on each axis. */
export function widest(fields: readonly ReceptiveField[]): ReceptiveField {
  return fields.reduce((most, field) => ({
    size: most.size.map((size, axis) => Math.max(size, field.size[axis] ?? 0)),
    jump: most.jump.map((jump, axis) => Math.max(jump, field.jump[axis] ?? 0)),
    map: most.map,
  }));
}
