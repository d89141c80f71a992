// Runs a network on ONNX Runtime and on the reference, and says how far they differ.

import type { Graph, Loss, Optimizer } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../runtime/engine.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { Random } from '../../runtime/random.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { randomInputs, randomStep, randomWeights } from '../support/random-tensors.js';
import { relativeDifference } from '../support/relative-difference.js';
import { weightsDifference } from './weights-difference.js';

export const onnx = onnxEngineInThread({ threads: 1 });

/** The network's only output for its only input. */
export async function predict(engine: Engine, graph: Graph, weights: Weights, x: Tensor): Promise<Tensor> {
  const session = await engine.infer(graph, weights);
  const outputs = await session.predict(new Map([[graph.inputs[0].name, x]]));
  await session.dispose();
  return outputs.get(graph.outputs[0].name) as Tensor;
}

export async function forwardDifference(graph: Graph, seed = 1, batch = 2): Promise<number> {
  const random = new Random(seed);
  const weights = randomWeights(graph, random);
  const x = randomInputs(graph, random, batch).get(graph.inputs[0].name) as Tensor;
  const [ours, theirs] = [
    await predict(onnx, graph, weights, x),
    await predict(referenceEngine, graph, weights, x),
  ];
  if (ours.shape.join() !== theirs.shape.join()) return Infinity;
  return relativeDifference(ours.data, theirs.data);
}

export interface TrainingResult {
  readonly losses: readonly number[];
  readonly scores: Float32Array;
  readonly weights: Weights;
  readonly state: Weights;
}

/** With momentum, the velocity after one step is the gradient itself (times −rate). */
export const gradientOptimizer: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.9 };

export async function train(
  engine: Engine,
  graph: Graph,
  loss: Loss,
  optimizer: Optimizer,
  batches: readonly number[],
  seed = 1,
): Promise<TrainingResult> {
  const training = differentiate(graph, { loss, optimizer });
  const random = new Random(seed);
  const session = await engine.train(training, { weights: randomWeights(graph, random), seed });
  const losses: number[] = [];
  let scores = new Float32Array(0);
  for (const [step, batch] of batches.entries()) {
    const result = await session.step(randomStep(graph, random, batch, { step, rate: optimizer.rate }));
    losses.push(result.loss);
    scores = Float32Array.from(result.scores.data);
  }
  const [weights, state] = [await session.weights(), await session.optimizerState()];
  await session.dispose();
  return { losses, scores, weights, state };
}

/** The largest difference in loss, scores, gradients and running statistics after one step. */
export async function gradientDifference(graph: Graph, loss: Loss, batch = 8, seed = 1): Promise<number> {
  const ours = await train(onnx, graph, loss, gradientOptimizer, [batch], seed);
  const theirs = await train(referenceEngine, graph, loss, gradientOptimizer, [batch], seed);
  return trainingDifference(ours, theirs);
}

export function trainingDifference(ours: TrainingResult, theirs: TrainingResult): number {
  return Math.max(
    relativeDifference(Float32Array.from(ours.losses), Float32Array.from(theirs.losses)),
    relativeDifference(ours.scores, theirs.scores),
    weightsDifference(ours.weights, theirs.weights),
    weightsDifference(ours.state, theirs.state),
  );
}
