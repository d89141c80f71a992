// A network with more outputs: besides the values before the softmax, three maps inside.

import type { Graph } from '../../compiler/graph/graph.js';
import { sizeOf, type ValueId } from '../../compiler/graph/value.js';
import { beforeSoftmax } from '../support/before-softmax.js';

const depths = [
  ['quarter', 1 / 4],
  ['half', 1 / 2],
  ['three-quarters', 3 / 4],
] as const;

/** The network as `agreement.ts` compares it: inner maps first, then what it makes of them. */
export function withInnerMaps(network: Graph): Graph {
  const graph = beforeSoftmax(network);
  const maps = mapsOf(graph);
  const inner = depths.map(([name, depth]) => ({ name, value: maps[Math.floor(maps.length * depth)] }));
  return { ...graph, outputs: [...inner, ...graph.outputs] };
}

/** What layers make, in the order of computation: of a layer's ops, such as its bias and ReLU, the last's. */
function mapsOf(graph: Graph): ValueId[] {
  const outputs = new Set(graph.outputs.map(({ value }) => value));
  const ends = graph.ops.filter(({ origin }, i) => origin.layer !== graph.ops[i + 1]?.origin.layer);
  return ends.map((op) => op.outputs.y).filter((value) => isMap(value) && !outputs.has(value));

  /** Not a row, nor what a global pool leaves. */
  function isMap(value: ValueId): boolean {
    return sizeOf(graph.values[value].shape.slice(0, -1)) > 1;
  }
}
