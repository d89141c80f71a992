// Runs of layers in which each reads only the one before: what a reader sees as one column of a
// network's table.

import type { LayerNode, Plan, PlanNode } from './plan.js';

export interface Segment<Call> {
  /** What the first layer reads. */
  readonly inputs: readonly PlanNode<Call>[];
  readonly layers: readonly [LayerNode<Call>, ...LayerNode<Call>[]];
}

/** The layers of a plan in segments, in an order in which they can be created. */
export function segmentsOf<Call>(plan: Plan<Call>): Segment<Call>[] {
  const readers = countReaders(plan);
  const open = new Map<PlanNode<Call>, LayerNode<Call>[]>();
  const segments: Segment<Call>[] = [];
  for (const layer of plan.layers) {
    const [input] = layer.inputs;
    const run = layer.inputs.length === 1 && readers.get(input) === 1 ? open.get(input) : undefined;
    if (run === undefined) {
      const layers: [LayerNode<Call>] = [layer];
      segments.push({ inputs: layer.inputs, layers });
      open.set(layer, layers);
    } else {
      run.push(layer);
      open.set(layer, run);
    }
  }
  return segments;
}

/** Whether the layers are one chain from the one input to the one output. */
export function isChain<Call>(plan: Plan<Call>): boolean {
  return plan.inputs.length === 1 && plan.outputs.length === 1 && segmentsOf(plan).length === 1;
}

export function lastLayer<Call>({ layers }: Segment<Call>): LayerNode<Call> {
  return layers[layers.length - 1];
}

/** How many layers and outputs read each node. */
function countReaders<Call>({ layers, outputs }: Plan<Call>): ReadonlyMap<PlanNode<Call>, number> {
  const readers = new Map<PlanNode<Call>, number>();
  const read = (node: PlanNode<Call>): unknown => readers.set(node, (readers.get(node) ?? 0) + 1);
  for (const layer of layers) layer.inputs.forEach(read);
  for (const output of outputs) read(output.node);
  return readers;
}
