// A layer as the module creates it: a call of `tf.layers`, or an object of a class of its own.

import type { Shape, Weight } from '../../graph/value.js';
import type { Fragment } from '../typescript-common/fragment.js';
import type { Properties } from '../typescript-common/literal.js';

/** A layer that tfjs lacks, as a class that the module defines. */
export interface LayerClass {
  /** Tells it from the other classes. */
  readonly name: string;
  readonly needs: readonly Fragment[];
  /** The class for the options that the module's layers give. */
  readonly source: (given: ReadonlySet<string>) => string;
}

/** A weight as tfjs calls it inside its layer, `moving_mean`, and the weight that it is. */
export interface LayerWeight {
  readonly variable: string;
  readonly weight: Weight;
}

export interface LayerCall {
  /** A function of `tf.layers`, or a class. */
  readonly layer: string | LayerClass;
  /** Tells the layer from its neighbours where several come from one layer of the source. */
  readonly word: string;
  /** Everything but the name. */
  readonly options: Properties;
  readonly output: Shape;
  /** In the order in which tfjs keeps them. */
  readonly weights?: readonly LayerWeight[];
  /** The one layer that does the work of this layer and of the next, which alone reads it. */
  readonly absorb?: (next: LayerCall) => LayerCall | undefined;
}
