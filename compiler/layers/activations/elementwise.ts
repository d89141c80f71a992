// What all activations of one number share.

import type { ActivationFunction } from '../../graph/ops.js';
import type { Documentation, LayerDefinition } from '../definition.js';
import type { Signature, Values } from '../signature.js';

/** An activation as its file states it. */
export interface ElementwiseActivation<S extends Signature> {
  readonly word: string;
  readonly documentation: Omit<Documentation, 'example'>;
  readonly signature: S;
  readonly function: (values: Values<S>) => ActivationFunction;
}

/** A layer that applies the function to each number, as a statement or at the end of another layer. */
export function elementwise<S extends Signature>(activation: ElementwiseActivation<S>): LayerDefinition<S> {
  const { word, documentation, signature } = activation;
  return {
    word,
    documentation: { ...documentation, example: `input 8x8x4\nconv 4 3x3 ${word}\n${word}\n` },
    signature,
    suffixes: false,
    isSuffix: true,
    infer: ({ input }) => ({ output: input.shape, plan: undefined }),
    lower: ({ graph, x, values, output }) =>
      graph.apply({ kind: 'activation', inputs: { x }, function: activation.function(values) }, output),
  };
}
