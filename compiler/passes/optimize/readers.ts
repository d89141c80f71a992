// Who reads what in a graph: passes join two ops only where nobody else sees the value between them.

import { inputsOf } from '../../graph/graph.js';
import type { InferenceGraph, InferenceOp } from '../../graph/inference-ops.js';
import type { ValueId } from '../../graph/value.js';

export class Readers {
  private readonly readers = new Map<ValueId, InferenceOp[]>();
  private readonly outputs: ReadonlySet<ValueId>;

  constructor(graph: InferenceGraph) {
    this.outputs = new Set(graph.outputs.map(({ value }) => value));
    for (const op of graph.ops) {
      for (const value of inputsOf(op)) {
        const known = this.readers.get(value);
        if (known === undefined) this.readers.set(value, [op]);
        else known.push(op);
      }
    }
  }

  /** The one op that reads a value; undefined where there are others, or the world outside does too. */
  only(value: ValueId): InferenceOp | undefined {
    const readers = this.readers.get(value);
    return readers?.length === 1 && !this.outputs.has(value) ? readers[0] : undefined;
  }
}
