// Numbers with a shape, as they cross the door of an engine.

import type { Shape } from '../compiler/graph/value.js';

/** Row-major data; feature maps are [batch, height, width, channels], whatever the engine does inside. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Tensors by stable name, `conv1/kernel`, in the layout of the language. */
export type Weights = ReadonlyMap<string, Tensor>;
