// A sequence of layers, the whole network or a branch, while it is being checked: what flows, and
// which names its layers get.

import type { LayerStatement } from '../../grammar/ast.js';
import type { Arrival, WindowDefaults } from '../layers/definition.js';
import type { CheckedLayer } from './checked-layer.js';
import type { ReceptiveField } from './receptive-field.js';

/** What flows from layer to layer. */
export interface Flow {
  /** Undefined where a mistake left the shape unknown. */
  readonly arrival: Arrival | undefined;
  readonly field: ReceptiveField;
}

export class Sequence {
  readonly layers: CheckedLayer[] = [];
  flow: Flow;
  readonly defaults: WindowDefaults;
  readonly names: NameScope;

  constructor(flow: Flow, defaults: WindowDefaults, names: NameScope) {
    this.flow = flow;
    this.defaults = defaults;
    this.names = names;
  }

  /** What comes after a mistake cannot be known. */
  forget(): void {
    this.flow = { ...this.flow, arrival: undefined };
  }
}

/** Gives layers their stable names: the `as` name, or the word and how many of it the scope has had. */
export class NameScope {
  private readonly prefix: string;
  private readonly counts = new Map<string, number>();

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  nameOf(word: string, given: LayerStatement['name']): string {
    const ordinal = (this.counts.get(word) ?? 0) + 1;
    this.counts.set(word, ordinal);
    return this.prefix + (given?.text ?? `${word}${ordinal}`);
  }
}
