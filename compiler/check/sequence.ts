// A sequence of layers, the whole network, a branch or a block, while it is being checked: what
// flows, and which names its layers get.

import type { Arrival, PeerResult, WindowDefaults } from '../layers/definition.js';
import type { CheckedLayer, LayerInput } from './checked-layer.js';
import type { NameScope } from './name-scope.js';
import type { Certain } from './size-path.js';

/** What flows from layer to layer. */
export interface Flow extends LayerInput {
  /** Undefined where a mistake left the shape unknown. */
  readonly arrival: Arrival | undefined;
  /** The last layer of which a claim held. */
  readonly certain?: Certain | undefined;
  /** Before the first input. */
  readonly isNothing?: boolean | undefined;
}

/** What branches that wait for others are told of them. */
export interface Peer {
  /** Undefined where a mistake left it unknown. */
  readonly result: PeerResult | undefined;
  /** The batch normalisation nearest to that branch's end, where it has one. */
  readonly normalization: CheckedLayer | undefined;
}

export class Sequence {
  readonly layers: CheckedLayer[];
  flow: Flow;
  readonly defaults: WindowDefaults;
  readonly names: NameScope;
  readonly peer: Peer | undefined;

  constructor(
    flow: Flow,
    defaults: WindowDefaults,
    names: NameScope,
    { layers = [], peer }: { readonly layers?: CheckedLayer[]; readonly peer?: Peer | undefined } = {},
  ) {
    this.flow = flow;
    this.defaults = defaults;
    this.names = names;
    this.layers = layers;
    this.peer = peer;
  }

  /** What comes after a mistake cannot be known. */
  forget(): void {
    this.flow = { ...this.flow, arrival: undefined, isNothing: false };
  }
}
