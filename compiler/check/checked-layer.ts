// A layer of the model with what only the compiler needs: how it was called and how it lowers.

import type { Shape } from '../graph/value.js';
import type { LayerDefinition } from '../layers/definition.js';
import type { Signature, Values } from '../layers/signature.js';
import type { Layer } from '../model.js';

export interface CheckedLayer extends Layer {
  readonly definition: LayerDefinition | undefined;
  readonly values: Values<Signature>;
  readonly plan: unknown;
  readonly suffixes: readonly CheckedLayer[];
  readonly branches: readonly (readonly CheckedLayer[])[];
  /** The named value that a branch stands for, instead of the value that reaches it. */
  readonly reads: CheckedLayer | undefined;
}

/** What leaves a layer, its suffixes applied. */
export function outputOf(layer: CheckedLayer): Shape | undefined {
  const last = layer.suffixes.at(-1);
  return last === undefined ? layer.output : last.output;
}
