// The values that flow through a graph, and the weights that it names.

/** The index of a value in `Graph.values`. */
export type ValueId = number;

/** Sizes of every axis, outermost first. Feature maps are height x width x channels. */
export type Shape = readonly number[];

/**
 * A value. A `batched` value has one more axis in front, over the samples of a batch, which
 * its shape leaves out; a value that is not batched (a weight, a gradient of a weight, a
 * scalar with shape `[]`) has exactly its shape.
 */
export interface Value {
  readonly id: ValueId;
  readonly shape: Shape;
  readonly batched: boolean;
}

/** How a weight starts. Fans follow Keras: receptive field size times channels. */
export type Initializer =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'glorot-uniform'; readonly fanIn: number; readonly fanOut: number }
  | { readonly kind: 'he-uniform'; readonly fanIn: number };

/** A named tensor that the network owns, in the layout of the language (HWIO, [in, out]). */
export interface Weight {
  /** Stable, `LAYER/kernel`. */
  readonly name: string;
  readonly value: ValueId;
  readonly initializer: Initializer;
  /** Running statistics of batch normalisation are weights that no gradient reaches. */
  readonly trainable: boolean;
}

export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const axis of shape) size *= axis;
  return size;
}
