// Whether an engine computes what the plain reference computes: a driver that answers is not yet
// one that works.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import { EngineError, type Engine } from '../engine.js';
import { initializeWeights } from '../initialize-weights.js';
import { referenceEngine } from '../reference/index.js';
import { copied, randomInputs, randomSamples } from './random-tensors.js';

/** Of the largest number. Half precision on a GPU would be off by more, another order of sums by less. */
const tolerance = 1e-3;
const batch = 1;
const seed = 1;

/** @throws EngineError where the two differ */
export async function compareWithReference(
  engine: Engine,
  graph: Graph,
  training: TrainingGraph | undefined,
): Promise<void> {
  if (engine.name === referenceEngine.name) return;
  const [given, wanted] = [await predictionOf(engine, graph), await predictionOf(referenceEngine, graph)];
  if (!isClose(given, wanted)) throw wrong(engine, 'predicts');
  if (training === undefined) return;
  const [own, right] = [
    await lossOf(engine, graph, training),
    await lossOf(referenceEngine, graph, training),
  ];
  if (!isClose([own], [right])) throw wrong(engine, 'learns');
}

function wrong({ name }: Engine, what: string): EngineError {
  return new EngineError(
    `${name} ${what} something else than the plain reference`,
    'use another engine, and report it: the driver of its device computes wrong numbers',
  );
}

async function predictionOf(engine: Engine, graph: Graph): Promise<ArrayLike<number>> {
  const session = await engine.infer(graph, initializeWeights(graph, seed));
  const outputs = await session.predict(copied(randomInputs(graph, batch)));
  await session.dispose();
  return outputs.get(graph.outputs[0].name)?.data ?? [];
}

/** The loss of the second step: the gradients of the first are in it. */
async function lossOf(engine: Engine, network: Graph, graph: TrainingGraph): Promise<number> {
  const session = await engine.train(graph, { weights: initializeWeights(network, seed), seed });
  const { inputs, targets } = randomSamples(graph, batch);
  const step = (count: number) =>
    session.step({ inputs: copied(inputs), targets: copied(targets), rate: 0.1, step: count });
  await step(0);
  const { loss } = await step(1);
  await session.dispose();
  return loss;
}

function isClose(given: ArrayLike<number>, wanted: ArrayLike<number>): boolean {
  const largest = Math.max(...Array.from(wanted, Math.abs));
  return (
    given.length === wanted.length &&
    Array.from(wanted, (value, i) => Math.abs(value - given[i])).every((off) => off <= tolerance * largest)
  );
}
