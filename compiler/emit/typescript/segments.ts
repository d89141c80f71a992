// Runs of layers in which each reads only the one before: what a reader sees as one column of a
// network's table.

import type { LayerNode, Plan, PlanNode } from './plan.js';

export interface Segment {
  /** What the first layer reads. */
  readonly inputs: readonly PlanNode[];
  readonly layers: readonly [LayerNode, ...LayerNode[]];
}

/** The layers of a plan in segments, in an order in which they can be created. */
export function segmentsOf(plan: Plan): Segment[] {
  const readers = countReaders(plan);
  const open = new Map<PlanNode, LayerNode[]>();
  const segments: Segment[] = [];
  for (const layer of plan.layers) {
    const [input] = layer.inputs;
    const run = layer.inputs.length === 1 && readers.get(input) === 1 ? open.get(input) : undefined;
    if (run === undefined) {
      const layers: [LayerNode] = [layer];
      segments.push({ inputs: layer.inputs, layers });
      open.set(layer, layers);
    } else {
      run.push(layer);
      open.set(layer, run);
    }
  }
  return segments;
}

/** How many layers and outputs read each node. */
function countReaders({ layers, outputs }: Plan): ReadonlyMap<PlanNode, number> {
  const readers = new Map<PlanNode, number>();
  const read = (node: PlanNode): unknown => readers.set(node, (readers.get(node) ?? 0) + 1);
  for (const layer of layers) layer.inputs.forEach(read);
  for (const output of outputs) read(output.node);
  return readers;
}
