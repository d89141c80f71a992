// One training step as one ONNX model with static shapes, of standard operators or with ONNX Runtime's
// own on blocks of channels. Weights and the optimizer's state enter and leave as values, so that a
// step's outputs are the next one's inputs.

import type { TrainingGraph } from '../../graph/graph.js';
import type { ValueId } from '../../graph/value.js';
import { BlockedLowering } from './training/blocked/blocked-lowering.js';
import { isWorthBlocks } from './training/blocked/choice.js';
import { blockedRules } from './training/blocked/rules.js';
import { lowerTrainingOp, stepRules, type StepRules } from './training/rules.js';
import { StepLowering } from './training/step-lowering.js';
import type { StepOptions } from './training/step-options.js';

export interface TrainingStepModel {
  /** The bytes of an `.onnx` file. */
  readonly bytes: Uint8Array;
  /**
   * The model's inputs by the values of the graph that they stand for: inputs, targets and masks
   * in the language's layout; scalars; states in ONNX' layout.
   */
  readonly inputs: ReadonlyMap<ValueId, string>;
  /** Loss, the scores of each head in the language's layout, and the states that the step changes. */
  readonly outputs: ReadonlyMap<ValueId, string>;
}

export function emitTrainingStep(
  graph: TrainingGraph,
  batch: number,
  options: StepOptions = {},
): TrainingStepModel {
  const { block } = options;
  if (block !== undefined && isWorthBlocks(batch, block)) {
    return emit(graph, new BlockedLowering(graph, batch, block), blockedRules);
  }
  return emit(graph, new StepLowering(graph, batch, options), stepRules);
}

function emit<To extends StepLowering>(
  graph: TrainingGraph,
  lowering: To,
  rules: StepRules<To>,
): TrainingStepModel {
  const inputs = declareInputs(graph, lowering);
  for (const op of graph.ops) lowerTrainingOp(op, lowering, rules);
  lowering.layer = '';
  const outputs = declareOutputs(graph, lowering);
  return { bytes: lowering.encode(graph.name), inputs, outputs };
}

function declareInputs(graph: TrainingGraph, lowering: StepLowering): Map<ValueId, string> {
  const names = new Map<ValueId, string>();
  const batched = (hint: string, value: ValueId) => names.set(value, lowering.batchedInput(hint, value));
  const plain = (hint: string, value: ValueId) => names.set(value, lowering.plainInput(hint, value));
  for (const { name, value } of graph.inputs) batched(name, value);
  for (const { output, target } of graph.heads) batched(`${output}/target`, target);
  for (const { layer, value } of graph.masks) batched(`${layer}/mask`, value);
  for (const { scalar, value } of graph.scalars) plain(scalar, value);
  for (const { name, before } of graph.states) plain(name, before);
  return names;
}

function declareOutputs(graph: TrainingGraph, lowering: StepLowering): Map<ValueId, string> {
  const names = new Map<ValueId, string>();
  // Heads may share their scores.
  const output = (hint: string, value: ValueId) => {
    if (!names.has(value)) names.set(value, lowering.output(hint, value));
  };
  output('loss', graph.loss);
  for (const { output: head, scores } of graph.heads) output(`${head}/scores`, scores);
  for (const { name, before, after } of graph.states) if (after !== before) output(`${name}/after`, after);
  return names;
}
