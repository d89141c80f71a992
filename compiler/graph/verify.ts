// Says whether a graph is one: every value made once and before its use, every shape as its op
// makes it. Tests and passes call it; a graph that a checked model lowers to always passes.

import { inputsOf, outputsOf, type TrainingGraph } from './graph.js';
import type { AnyOp, InferenceGraph } from './inference-ops.js';
import type { OpOf } from './ops.js';
import { ShapeCheck } from './shape-check.js';
import { shapeRules, type ShapeRule } from './shape-rules.js';
import { trainingShapeRules } from './training-shape-rules.js';
import type { Value, ValueId } from './value.js';

const rules: { readonly [K in AnyOp['kind']]: ShapeRule<OpOf<K, AnyOp>> } = {
  ...shapeRules,
  ...trainingShapeRules,
  'fused-convolution': (op, check) => shapeRules.convolution({ ...op, kind: 'convolution' }, check),
  'fused-dense': (op, check) => shapeRules.dense({ ...op, kind: 'dense' }, check),
};

/**
 * Throws an Error that names the op and the value where a value is used before it is made or made
 * twice, or where a shape does not follow from its op. Values that nobody makes or uses may stand
 * in the list.
 */
export function verify(graph: InferenceGraph | TrainingGraph): void {
  const { values } = graph;
  values.forEach(({ id }, index) => {
    if (id !== index) throw new Error(`value ${index} calls itself ${id}`);
  });
  const made = new MadeValues(values);
  if ('loss' in graph) verifyStep(graph, made);
  else verifyNetwork(graph, made);
}

function verifyNetwork(graph: InferenceGraph, made: MadeValues): void {
  const check = new ShapeCheck(graph.values);
  for (const { name, value } of graph.inputs) {
    made.make(value, `input ${name}`);
    check.batched(value, check.shape(value));
  }
  for (const { name, value } of graph.weights) {
    made.make(value, `weight ${name}`);
    check.fixed(value, check.shape(value));
  }
  verifyOps(graph.ops, made, check);
  for (const { name, value } of graph.outputs) made.use(value, `output ${name}`);
}

function verifyStep(graph: TrainingGraph, made: MadeValues): void {
  const check = new ShapeCheck(graph.values);
  check.that(graph.heads.length > 0, 'a training step needs a head');
  for (const { name, value } of graph.inputs) made.make(value, `input ${name}`);
  for (const { output, target } of graph.heads) made.make(target, `the target of ${output}`);
  for (const { layer, value } of graph.masks) made.make(value, `the mask of ${layer}`);
  for (const { name, before } of graph.states) made.make(before, `state ${name}`);
  for (const { scalar, value } of graph.scalars) {
    made.make(value, `scalar ${scalar}`);
    check.fixed(value, []);
  }
  const batched = [...graph.inputs, ...graph.masks].map(({ value }) => value);
  const targets = graph.heads.map(({ target }) => target);
  for (const value of [...batched, ...targets]) check.batched(value, check.shape(value));
  verifyOps(graph.ops, made, check);
  for (const { name, before, after } of graph.states) {
    made.use(after, `state ${name}`);
    check.fixed(before, check.shape(before));
    check.same(after, before);
  }
  made.use(graph.loss, 'the loss');
  check.fixed(graph.loss, []);
  verifyHeads(graph.heads, made, check);
}

function verifyHeads(heads: TrainingGraph['heads'], made: MadeValues, check: ShapeCheck): void {
  for (const { output, target, scores } of heads) {
    made.use(scores, `the head ${output}`);
    check.same(target, scores);
  }
}

function verifyOps(ops: readonly AnyOp[], made: MadeValues, check: ShapeCheck): void {
  ops.forEach((op, index) => {
    const where = `op ${index} (${op.kind} of ${op.origin.layer})`;
    for (const value of inputsOf(op)) made.use(value, where);
    for (const value of outputsOf(op)) made.make(value, where);
    // The table pairs each kind with the rule of that kind, which indexing cannot express.
    const rule = rules[op.kind] as ShapeRule<AnyOp>;
    try {
      rule(op, check);
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  });
}

/** The values made so far. */
class MadeValues {
  private readonly values: readonly Value[];
  private readonly makers = new Map<ValueId, string>();

  constructor(values: readonly Value[]) {
    this.values = values;
  }

  make(id: ValueId, maker: string): void {
    if (this.values[id] === undefined)
      throw new Error(`${maker} makes value ${id}, which the graph does not list`);
    const other = this.makers.get(id);
    if (other !== undefined) throw new Error(`${maker} makes value ${id}, which ${other} has made`);
    this.makers.set(id, maker);
  }

  use(id: ValueId, user: string): void {
    if (!this.makers.has(id)) throw new Error(`${user} uses value ${id} before it is made`);
  }
}
