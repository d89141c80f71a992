// A checked network: names resolved, every layer with its shape, weights and costs.

import type { Source, Span } from '../grammar/source.js';
import type { Initializer, Shape } from './graph/value.js';

/** A weight as a layer declares it; its stable name is `LAYER/role`. */
export interface WeightSpecification {
  readonly role:
    'kernel' | 'depthwise' | 'pointwise' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance' | 'slope';
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly trainable: boolean;
}

export interface Layer {
  /** Stable: the `as` name, else the word and its ordinal in its scope (`conv1`, `inception1.conv2`). */
  readonly name: string;
  /** The layer's word, `conv`. */
  readonly kind: string;
  /** The layer as written, on one line and without branches: `conv 32 5x5 same relu`. */
  readonly text: string;
  readonly source: Source;
  readonly span: Span;
  /** Undefined where a mistake left it unknown. */
  readonly output: Shape | undefined;
  /** Own weights, not those of its suffixes and branches. */
  readonly weights: readonly WeightSpecification[];
  /** Multiply-accumulates for one sample, of this layer alone. */
  readonly macs: number;
  /** How many input pixels an output pixel sees, an entry a spatial axis; empty for flat networks. */
  readonly receptiveField: readonly number[];
  /** Layers with a kernel on the longest path to here, this one included; as in “ResNet-50”. */
  readonly depth: number;
  /** The inline `bn` and activation, in the order in which they apply. */
  readonly suffixes: readonly Layer[];
  readonly branches: readonly (readonly Layer[])[];
}

export interface NamedShape {
  readonly name: string;
  readonly shape: Shape;
}

export interface Model {
  readonly name: string;
  readonly source: Source;
  readonly inputs: readonly NamedShape[];
  readonly outputs: readonly NamedShape[];
  /** In the order of the text; branches hang under their layer. `input` is one of them. */
  readonly layers: readonly Layer[];
}

/** Every layer with its suffixes and the layers of its branches, depth first, in the order of computation. */
export function* allLayers(layers: readonly Layer[]): Generator<Layer> {
  for (const layer of layers) {
    for (const branch of layer.branches) yield* allLayers(branch);
    yield layer;
    yield* layer.suffixes;
  }
}
