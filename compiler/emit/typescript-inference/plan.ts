// Which layers a module leads its values through, and how they are connected.

import type { InferenceGraph, InferenceOp } from '../../graph/inference-ops.js';
import type { ValueId } from '../../graph/value.js';
import type {
  InputNode,
  LayerNode as WiredLayer,
  Plan as WiredPlan,
  PlanNode as WiredNode,
} from '../typescript-common/plan.js';
import type { LayerCall } from './call.js';
import type { GraphView } from './graph-view.js';
import { layersOf } from './rules/index.js';

export type LayerNode = WiredLayer<LayerCall>;
export type PlanNode = WiredNode<LayerCall>;
export type Plan = WiredPlan<LayerCall>;

export function planLayers(graph: InferenceGraph, view: GraphView): Plan {
  const nodes = new Map<ValueId, PlanNode>();
  const layers: LayerNode[] = [];
  const node = (value: ValueId) => nodes.get(value) as PlanNode;
  const add = (call: LayerCall, origin: string, inputs: readonly PlanNode[]) => {
    const layer: LayerNode = { kind: 'layer', call, origin, inputs };
    layers.push(layer);
    return layer;
  };
  const inputs = graph.inputs.map(({ name, value }) => {
    const input: InputNode = { kind: 'input', name, shape: view.shapeOf(value) };
    nodes.set(value, input);
    return input;
  });
  for (const op of graph.ops) {
    const [first, ...others] = dataInputs(op).map(node);
    let last = first;
    layersOf(op, view).forEach((call, index) => {
      last = add(call, op.origin.layer, index === 0 ? [first, ...others] : [last]);
    });
    nodes.set(op.outputs.y, last);
  }
  const outputs = graph.outputs.map(({ name, value }) => {
    const made = node(value);
    // What a caller gets is the caller's to dispose of, and never the input itself.
    return { name, node: made.kind === 'input' ? add(copyOf(made), name, [made]) : made };
  });
  return { inputs, layers, outputs };
}

function copyOf({ shape }: InputNode): LayerCall {
  return { source: 'clone', output: shape, imports: ['clone'] };
}

/** The values that flow into an op, without its weights. */
function dataInputs(op: InferenceOp): readonly ValueId[] {
  return 'parts' in op.inputs ? op.inputs.parts : [op.inputs.x];
}
