// The inputs or the outputs of a network as types of a module.

import { property } from '../../typescript-common/literal.js';
import type { ShapeConstant } from '../../typescript-common/shapes.js';
import type { Shape } from '../../../graph/value.js';

export interface Side {
  readonly constant: ShapeConstant;
  readonly shapes: readonly Shape[];
  /** What each is called where there are several. */
  readonly keys: readonly string[];
}

/** The type of a batch. */
export function tensorType(shape: Shape): string {
  return `Tensor${shape.length + 1}D`;
}

/** The types of tensors that a module imports for a side. */
export function tensorTypes({ shapes }: Side): string[] {
  return shapes.map((shape) => `type ${tensorType(shape)}`);
}

/** `Tensor4D`, or `{ left: Tensor4D; right: Tensor4D }`. */
export function sideType({ shapes, keys }: Side): string {
  if (shapes.length === 1) return tensorType(shapes[0]);
  return `{ ${shapes.map((shape, index) => property(keys[index], tensorType(shape))).join('; ')} }`;
}
