// The bookkeeping of reverse-mode differentiation: which values want a gradient, and the parts
// that it is the sum of, one from each place where the value is used.

import type { ValueId } from '../../graph/value.js';

export class Gradients {
  private readonly wanted: Set<ValueId>;
  private readonly parts = new Map<ValueId, ValueId[]>();

  /** Starts from the values whose gradients are asked for. */
  constructor(wanted: Iterable<ValueId>) {
    this.wanted = new Set(wanted);
  }

  wants(value: ValueId): boolean {
    return this.wanted.has(value);
  }

  /** What is made from a value that wants its gradient wants one too: the chain rule runs through it. */
  follow(from: readonly ValueId[], to: readonly ValueId[]): void {
    if (from.some((value) => this.wanted.has(value))) for (const value of to) this.wanted.add(value);
  }

  /** Counts `gradient` as a part of the gradient of `value`. */
  add(value: ValueId, gradient: ValueId): void {
    const parts = this.parts.get(value);
    if (parts === undefined) this.parts.set(value, [gradient]);
    else parts.push(gradient);
  }

  partsOf(value: ValueId): readonly ValueId[] {
    return this.parts.get(value) ?? [];
  }
}
