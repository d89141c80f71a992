// The forms in which a training step can be written. All compute the same numbers.

import type { Dialect } from '../dialect.js';

export interface StepOptions {
  /** `portable` by default. */
  readonly dialect?: Dialect;
  /**
   * How many channels ONNX Runtime's CPU keeps side by side in its own layout: with it, operators
   * of ONNX Runtime's own take the place of portable ones wherever they are faster.
   */
  readonly block?: number;
}
