// What shape rules are written with: they read shapes and claim others, and a claim that does not
// hold throws.

import type {
  ConvolutionGeometry,
  Padding,
  PoolGeometry,
  TransposedGeometry,
  WindowGeometry,
} from './ops.js';
import type { Shape, Value, ValueId } from './value.js';

/** `28x28x6`; a scalar is `()`. */
function formatShape(shape: Shape): string {
  return shape.length === 0 ? '()' : shape.join('x');
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}

/** The geometry of a convolution or of a pool. */
type Windows = WindowGeometry &
  Partial<Pick<ConvolutionGeometry, 'dilations'> & Pick<PoolGeometry, 'extension'>>;

export class ShapeCheck {
  private readonly values: readonly Value[];

  constructor(values: readonly Value[]) {
    this.values = values;
  }

  shape(id: ValueId): Shape {
    return this.values[id].shape;
  }

  /** The size of the last axis. */
  channels(id: ValueId): number {
    const shape = this.shape(id);
    this.that(shape.length > 0, `value ${id} is a scalar and has no channels`);
    return shape[shape.length - 1];
  }

  /** Every axis but the last. */
  spatial(id: ValueId): Shape {
    return this.shape(id).slice(0, -1);
  }

  that(condition: boolean, message: string): void {
    if (!condition) throw new Error(message);
  }

  /** Claims that a value has this shape for each sample. */
  batched(id: ValueId, shape: Shape): void {
    this.claim(id, shape, true);
  }

  /** Claims that a value, where there is one, has this shape and no batch axis. */
  fixed(id: ValueId | undefined, shape: Shape): void {
    if (id !== undefined) this.claim(id, shape, false);
  }

  /** Claims that two values have the same shape, both batched or both not. */
  same(id: ValueId, other: ValueId): void {
    this.claim(id, this.shape(other), this.values[other].batched);
  }

  private claim(id: ValueId, shape: Shape, batched: boolean): void {
    const value = this.values[id];
    const found = formatShape(value.shape);
    this.that(sameShape(value.shape, shape), `value ${id} is ${found}, not ${formatShape(shape)}`);
    const axis = batched ? 'lacks a batch axis' : 'has a batch axis that it should not have';
    this.that(value.batched === batched, `value ${id} (${found}) ${axis}`);
  }

  /** The map that windows make of this one, or an Error where the geometry does not fit it. */
  windows(map: Shape, geometry: Windows): Shape {
    const { window, strides, padding } = geometry;
    const ones = map.map(() => 1);
    const { dilations = ones, extension = map.map(() => 0) } = geometry;
    this.axes([window, strides, padding, dilations, extension], map);
    return map.map((size, axis) => {
      const { before, after } = padding[axis];
      const padded = before + size + after;
      const reach = dilations[axis] * (window[axis] - 1) + 1;
      const out = Math.floor((padded + extension[axis] - reach) / strides[axis]) + 1;
      this.that(out > 0, `a window of ${reach} does not fit in ${padded} on axis ${axis}`);
      this.that((out - 1) * strides[axis] < padded, `a window starts in the extension of axis ${axis}`);
      return out;
    });
  }
  /** The map that a transposed convolution makes of this one: (N − 1)·s + d(k−1) + 1 − padding + output padding. */
  transposedWindows(map: Shape, geometry: TransposedGeometry): Shape {
    const { window, strides, padding, dilations, outputPadding } = geometry;
    this.axes([window, strides, padding, dilations, outputPadding], map);
    return map.map((size, axis) => {
      const { before, after } = padding[axis];
      const reach = dilations[axis] * (window[axis] - 1) + 1;
      return (size - 1) * strides[axis] + reach - before - after + outputPadding[axis];
    });
  }

  /** The map with so many pixels more around it. */
  enlarged(map: Shape, edges: readonly Padding[]): Shape {
    this.axes([edges], map);
    this.that(
      edges.every(({ before, after }) => before >= 0 && after >= 0),
      'an edge is less than nothing',
    );
    return map.map((size, axis) => edges[axis].before + size + edges[axis].after);
  }

  private axes(lists: readonly (readonly unknown[])[], map: Shape): void {
    const axes = map.length;
    this.that(
      lists.every((list) => list.length === axes),
      `the geometry is not of ${axes} axes`,
    );
  }
}
