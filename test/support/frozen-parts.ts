// Random networks some of whose layers are frozen.

import * as fc from 'fast-check';
import type { Graph } from '../../compiler/graph/graph.js';
import { differentiate, type TrainingChoice } from '../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../runtime/engine.js';
import { Random } from '../../runtime/random.js';
import { randomStep, randomWeights } from './random-tensors.js';

interface FrozenCase {
  readonly graph: Graph;
  readonly freeze: readonly string[];
}

/** Some of its layers with weights, but not all. */
export function frozenCase(networks: fc.Arbitrary<Graph>): fc.Arbitrary<FrozenCase> {
  return networks.chain((graph) => {
    const layers = [...new Set(graph.weights.map(({ name }) => name.split('/')[0]))];
    const some = fc.subarray(layers, { minLength: 1, maxLength: Math.max(1, layers.length - 1) });
    return fc.record({ graph: fc.constant(graph), freeze: some });
  });
}

/** The names of those that two steps change by as little as a bit. */
export async function weightsThatMoved(
  engine: Engine,
  graph: Graph,
  choice: Omit<TrainingChoice, 'optimizer'>,
): Promise<string[]> {
  const optimizer = { kind: 'adam', rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
  const weights = randomWeights(graph, new Random(1));
  const session = await engine.train(differentiate(graph, { ...choice, optimizer }), { weights, seed: 1 });
  for (const step of [0, 1]) await session.step(randomStep(graph, new Random(2), 6, { step, rate: 0.1 }));
  const after = await session.weights();
  await session.dispose();
  return [...weights].flatMap(([name, { data }]) => (isEqual(data, after.get(name)?.data) ? [] : [name]));
}

function isEqual(a: Float32Array, b: Float32Array | undefined): boolean {
  return b?.length === a.length && a.every((number, i) => Object.is(number, b[i]));
}
