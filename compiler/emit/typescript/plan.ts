// Which tfjs layers a module creates, and how they are connected: the graph without dead ops, each
// op in its layers, neighbours that one layer of tfjs can do in one.

import type { Graph } from '../../graph/graph.js';
import type { Op } from '../../graph/ops.js';
import type { Shape, ValueId } from '../../graph/value.js';
import type {
  InputNode,
  LayerNode as WiredLayer,
  Plan as WiredPlan,
  PlanNode as WiredNode,
  PlanOutput,
} from '../typescript-common/plan.js';
import { GraphView } from './graph-view.js';
import type { LayerCall } from './layer-call.js';
import { layersOf } from './rules/index.js';

export type LayerNode = WiredLayer<LayerCall>;
export type PlanNode = WiredNode<LayerCall>;
export type Plan = WiredPlan<LayerCall>;

export function planLayers(graph: Graph): Plan {
  const planner = new Planner(graph);
  for (const op of planner.liveOps) planner.place(op);
  return planner.finish();
}

class Planner {
  readonly liveOps: readonly Op[];
  private readonly graph: Graph;
  private readonly view: GraphView;
  private readonly uses = new Map<ValueId, number>();
  private readonly nodes = new Map<ValueId, PlanNode>();
  private readonly inputs: InputNode[];
  private readonly layers: LayerNode[] = [];

  constructor(graph: Graph) {
    this.graph = graph;
    this.view = new GraphView(graph);
    this.liveOps = this.findLiveOps();
    this.inputs = graph.inputs.map(({ name, value }) => {
      const node: InputNode = { kind: 'input', name, shape: this.view.shapeOf(value) };
      this.nodes.set(value, node);
      return node;
    });
  }

  place(op: Op): void {
    const inputs = dataInputs(op);
    const calls = layersOf(op, this.view);
    const [first] = inputs;
    let node = this.node(first);
    calls.forEach((call, index) => {
      if (index === 0 && this.absorbed(first, call)) return;
      const from = index === 0 ? inputs.map((input) => this.node(input)) : [node];
      node = this.add({ kind: 'layer', call, origin: op.origin.layer, inputs: from });
    });
    // Two names for one value: who reads either reads it.
    if (calls.length === 0) this.use(op.outputs.y, this.usesOf(first) - 1);
    this.nodes.set(op.outputs.y, node);
  }

  finish(): Plan {
    const outputs: PlanOutput<LayerCall>[] = [];
    for (const { name, value } of this.graph.outputs) {
      const node = this.node(value);
      const taken = outputs.some((output) => output.node === node);
      outputs.push({ name, node: taken ? this.copy(node, name, this.view.shapeOf(value)) : node });
    }
    return { inputs: this.inputs, layers: this.layers, outputs };
  }

  /** The ops that some output depends on, in order; counts who reads each value on the way. */
  private findLiveOps(): Op[] {
    for (const { value } of this.graph.outputs) this.use(value, 1);
    const live = this.graph.ops.toReversed().filter((op) => {
      if (this.usesOf(op.outputs.y) === 0) return false;
      for (const input of dataInputs(op)) this.use(input, 1);
      return true;
    });
    return live.reverse();
  }

  /** Lets the layer that made the value do this layer's work too, where nobody else reads the value. */
  private absorbed(value: ValueId, call: LayerCall): boolean {
    const node = this.node(value);
    if (node.kind === 'input' || this.usesOf(value) !== 1) return false;
    const merged = node.call.absorb?.(call);
    if (merged !== undefined) node.call = merged;
    return merged !== undefined;
  }

  /** tfjs wants the outputs of a model to differ. */
  private copy(node: PlanNode, name: string, output: Shape): LayerNode {
    const call: LayerCall = { layer: 'activation', word: 'copy', options: { activation: 'linear' }, output };
    return this.add({ kind: 'layer', call, origin: name, inputs: [node] });
  }

  private add(node: LayerNode): LayerNode {
    this.layers.push(node);
    return node;
  }

  private node(value: ValueId): PlanNode {
    const node = this.nodes.get(value);
    if (node === undefined) throw new Error(`Value ${value} is used before any op makes it.`);
    return node;
  }

  private use(value: ValueId, times: number): void {
    this.uses.set(value, this.usesOf(value) + times);
  }

  private usesOf(value: ValueId): number {
    return this.uses.get(value) ?? 0;
  }
}

/** The values that flow into an op, without its weights. */
function dataInputs(op: Op): readonly ValueId[] {
  return 'parts' in op.inputs ? op.inputs.parts : [op.inputs.x];
}
