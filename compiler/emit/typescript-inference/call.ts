// A layer as a module writes it: source of a function from the tensors that it reads to the one it makes.

import type { Shape } from '../../graph/value.js';
import type { CoreFragment } from './core-fragment.js';

export interface LayerCall {
  /** Of one tensor; of a list of tensors where the layer joins several. */
  readonly source: string;
  readonly output: Shape;
  /** Functions of the module that the source names. */
  readonly needs?: readonly CoreFragment[];
  /** Functions of tfjs-core that it names. */
  readonly imports?: readonly string[];
}
