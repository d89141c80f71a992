// Runs a network on ONNX Runtime and on the reference, and says how far they differ.

import type { Graph, Loss, Optimizer } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine, StepInput } from '../../runtime/engine.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { Random } from '../../runtime/random.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { relativeDifference, weightsDifference } from './difference.js';
import { randomTensor, randomWeights } from './network.js';

export const onnx = onnxEngineInThread({ threads: 1 });

/** What `y` is for these inputs. */
export async function predict(engine: Engine, graph: Graph, weights: Weights, x: Tensor): Promise<Tensor> {
  const session = await engine.infer(graph, weights);
  const outputs = await session.predict(new Map([['x', x]]));
  await session.dispose();
  return outputs.get('y') as Tensor;
}

export async function forwardDifference(graph: Graph, seed = 1, batch = 2): Promise<number> {
  const random = new Random(seed);
  const weights = randomWeights(graph, random);
  const x = randomTensor(random, [batch, ...graph.values[graph.inputs[0].value].shape]);
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
    const result = await session.step(stepInput(graph, random, batch, step, optimizer.rate));
    losses.push(result.loss);
    scores = Float32Array.from(result.scores.data);
  }
  const [weights, state] = [await session.weights(), await session.optimizerState()];
  await session.dispose();
  return { losses, scores, weights, state };
}

export function stepInput(
  graph: Graph,
  random: Random,
  batch: number,
  step: number,
  rate: number,
): StepInput {
  const shapeOf = (value: number) => [batch, ...graph.values[value].shape];
  const inputs = new Map(graph.inputs.map(({ name, value }) => [name, randomTensor(random, shapeOf(value))]));
  const target = randomTensor(random, shapeOf(graph.outputs[0].value));
  // Between 0 and 1, as cross-entropies want it.
  return { inputs, target: { ...target, data: target.data.map((number) => (number + 1) / 2) }, rate, step };
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
