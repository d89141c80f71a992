// A network as a module writes it: inputs, layers that read them and each other, outputs.

import type { Shape } from '../../graph/value.js';

/** An input of the network. */
export interface InputNode {
  readonly kind: 'input';
  readonly name: string;
  readonly shape: Shape;
}

/** A layer between others; `Call` is what a target makes it by. */
export interface LayerNode<Call> {
  readonly kind: 'layer';
  call: Call;
  /** The layer of the source that it came from. */
  readonly origin: string;
  readonly inputs: readonly PlanNode<Call>[];
}

export type PlanNode<Call> = InputNode | LayerNode<Call>;

export interface PlanOutput<Call> {
  readonly name: string;
  readonly node: PlanNode<Call>;
}

export interface Plan<Call> {
  readonly inputs: readonly InputNode[];
  /** In an order in which they can be created. */
  readonly layers: readonly LayerNode<Call>[];
  readonly outputs: readonly PlanOutput<Call>[];
}
