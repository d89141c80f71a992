// A fingerprint of what a network computes: equal for equal ops, attributes, shapes and weight
// names, whatever the layers without weights, the model and the file are called.

import { createHash } from 'node:crypto';
import type { Graph } from '../compiler/graph/graph.js';
import type { Op } from '../compiler/graph/ops.js';
import type { ValueId } from '../compiler/graph/value.js';

/** Numbers values by first appearance, so that ids that a pass leaves unused do not matter. */
class Numbering {
  private readonly numbers = new Map<ValueId, number>();

  of(id: ValueId): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    this.numbers.set(id, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** JSON with the keys of every object in order: equal values make equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([first], [second]) => (first < second ? -1 : 1)));
  });
}

type Arguments = Readonly<Record<string, ValueId | readonly ValueId[] | undefined>>;

function numbered(values: Arguments, numbering: Numbering): [string, number | number[]][] {
  const present = Object.entries(values).filter(
    (entry): entry is [string, ValueId | ValueId[]] => entry[1] !== undefined,
  );
  return present
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, value]) => [
      name,
      typeof value === 'number' ? numbering.of(value) : value.map((id) => numbering.of(id)),
    ]);
}

function describeOp(op: Op, graph: Graph, numbering: Numbering): unknown {
  const { origin: _origin, inputs, outputs, ...attributes } = op;
  return {
    ...attributes,
    inputs: numbered(inputs, numbering),
    outputs: numbered(outputs, numbering),
    shapes: Object.values(outputs).map((id) => graph.values[id].shape),
  };
}

/** The text that the hash is taken of. */
export function describeGraph(graph: Graph): string {
  const numbering = new Numbering();
  const named = ({ name, value }: { name: string; value: ValueId }): unknown => [
    name,
    numbering.of(value),
    graph.values[value].shape,
  ];
  return canonicalJson({
    inputs: graph.inputs.map(named),
    weights: graph.weights.map(named),
    ops: graph.ops.map((op) => describeOp(op, graph, numbering)),
    outputs: graph.outputs.map(named),
  });
}

/** `sha256:` and 64 hexadecimal digits. */
export function modelHash(graph: Graph): string {
  return `sha256:${createHash('sha256').update(describeGraph(graph)).digest('hex')}`;
}
