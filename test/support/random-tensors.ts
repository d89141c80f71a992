// Random inputs and weights, from a seed.

import type { Graph } from '../../compiler/graph/graph.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { StepInput } from '../../runtime/engine.js';
import type { Random } from '../../runtime/random.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';

/** Numbers between −1 and 1. */
export function randomTensor(random: Random, shape: Shape): Tensor {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random.uniform() * 2 - 1) };
}

/** A batch for each of the network's inputs. */
export function randomInputs(graph: Graph, random: Random, batch: number): Map<string, Tensor> {
  return new Map(
    graph.inputs.map(({ name, value }) => [
      name,
      randomTensor(random, [batch, ...graph.values[value].shape]),
    ]),
  );
}

/** Weights between −½ and ½, as far apart as they are in a trained network; gammas and variances around 1. */
export function randomWeights(graph: Graph, random: Random): Weights {
  return new Map(
    graph.weights.map(({ name, value }) => {
      const { shape, data } = randomTensor(random, graph.values[value].shape);
      const centre = /(gamma|variance)$/.test(name) ? 1 : 0;
      return [name, { shape, data: data.map((number) => centre + number / 2) }];
    }),
  );
}

/** Inputs, and a target between 0 and 1 for each output, as cross-entropies want it. */
export function randomStep(
  graph: Graph,
  random: Random,
  batch: number,
  { step, rate }: Pick<StepInput, 'step' | 'rate'>,
): StepInput {
  const inputs = randomInputs(graph, random, batch);
  const targets = graph.outputs.map(({ name, value }): [string, Tensor] => {
    const { shape, data } = randomTensor(random, [batch, ...graph.values[value].shape]);
    return [name, { shape, data: data.map((number) => (number + 1) / 2) }];
  });
  return { inputs, targets: new Map(targets), rate, step };
}
