// Runs a network on ONNX Runtime and on the reference, and says how far they differ.

import type { Graph, Loss, Optimizer } from '../../compiler/graph/graph.js';
import { differentiate, type TrainingChoice } from '../../compiler/passes/differentiate/index.js';
import type { Engine, StepResult } from '../../runtime/engine.js';
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
  const outputs = await predictAll(engine, graph, weights, new Map([[graph.inputs[0].name, x]]));
  return outputs.get(graph.outputs[0].name) as Tensor;
}

async function predictAll(
  engine: Engine,
  graph: Graph,
  weights: Weights,
  inputs: ReadonlyMap<string, Tensor>,
): Promise<Map<string, Tensor>> {
  const session = await engine.infer(graph, weights);
  const outputs = await session.predict(inputs);
  await session.dispose();
  return outputs;
}

/** The largest difference in any output. */
export async function forwardDifference(
  graph: Graph,
  seed = 1,
  batch = 2,
  engine: Engine = onnx,
): Promise<number> {
  const random = new Random(seed);
  const weights = randomWeights(graph, random);
  const inputs = randomInputs(graph, random, batch);
  const ours = await predictAll(engine, graph, weights, inputs);
  const theirs = await predictAll(referenceEngine, graph, weights, inputs);
  return tensorsDifference(ours, theirs);
}

type Tensors = ReadonlyMap<string, Tensor>;

/** The largest relative difference of any tensor; Infinity where names or shapes differ. */
function tensorsDifference(ours: Tensors, theirs: Tensors): number {
  if ([...ours.keys()].join() !== [...theirs.keys()].join()) return Infinity;
  const differences = [...theirs].map(([name, { shape, data }]) => {
    const our = ours.get(name) as Tensor;
    return our.shape.join() === shape.join() ? relativeDifference(our.data, data) : Infinity;
  });
  return Math.max(...differences);
}

export interface TrainingResult {
  readonly losses: readonly number[];
  /** Of the last step. */
  readonly scores: Tensors;
  readonly weights: Weights;
  readonly state: Weights;
}

/** With momentum, the velocity after one step is the gradient itself (times −rate). */
export const gradientOptimizer: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false };

type Losses = Omit<TrainingChoice, 'optimizer'>;

export async function train(
  engine: Engine,
  graph: Graph,
  losses: Loss | Losses,
  optimizer: Optimizer,
  batches: readonly number[],
  seed = 1,
): Promise<TrainingResult> {
  const choice = typeof losses === 'string' ? { loss: losses } : losses;
  const training = differentiate(graph, { ...choice, optimizer });
  const random = new Random(seed);
  const session = await engine.train(training, { weights: randomWeights(graph, random), seed });
  const results: StepResult[] = [];
  for (const [step, batch] of batches.entries()) {
    results.push(await session.step(randomStep(graph, random, batch, { step, rate: optimizer.rate })));
  }
  const [weights, state] = [await session.weights(), await session.optimizerState()];
  await session.dispose();
  const { scores } = results[results.length - 1];
  return { losses: results.map(({ loss }) => loss), scores, weights, state };
}

/** The largest difference in loss, scores, gradients and running statistics after one step. */
export async function gradientDifference(
  graph: Graph,
  loss: Loss | Losses,
  batch = 8,
  seed = 1,
  engine: Engine = onnx,
): Promise<number> {
  const ours = await train(engine, graph, loss, gradientOptimizer, [batch], seed);
  const theirs = await train(referenceEngine, graph, loss, gradientOptimizer, [batch], seed);
  return trainingDifference(ours, theirs);
}

export function trainingDifference(ours: TrainingResult, theirs: TrainingResult): number {
  return Math.max(
    relativeDifference(Float32Array.from(ours.losses), Float32Array.from(theirs.losses)),
    tensorsDifference(ours.scores, theirs.scores),
    weightsDifference(ours.weights, theirs.weights),
    weightsDifference(ours.state, theirs.state),
  );
}
