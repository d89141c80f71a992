// How far the reference's gradient of a whole network is from central finite differences.

import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { LossChoice } from '../../compiler/passes/differentiate/trained-part.js';
import { Random } from '../../runtime/random.js';
import { evaluateStep, type StepArrays } from '../../runtime/reference/index.js';
import { evaluateLoss } from '../support/evaluate-loss.js';
import { randomStep, randomWeights } from '../support/random-tensors.js';
import { weightGradients } from '../support/weight-gradients.js';

type Numbers = Float64Array;
type Direction = ReadonlyMap<string, Numbers>;

const batch = 2;

/**
 * |(L(w + εd) − L(w − εd)) / 2ε − g·d| / |g| for a direction d of random signs: where one number of
 * the gradient g is wrong, so is its product with nearly every d.
 */
export function directionalDifference(
  forward: Graph,
  { loss, outputLosses }: LossChoice,
  seed: number,
  epsilon: number,
): number {
  const graph = differentiate(forward, {
    loss,
    outputLosses,
    optimizer: { kind: 'sgd', rate: 1, momentum: 0, nesterov: false },
  });
  const random = new Random(seed, 'directional');
  const given = stepOf(forward, random);
  const direction = randomDirection(graph, random);
  const gradient = gradientOf(graph, given);
  const slope =
    (lossAt(graph, given, direction, epsilon) - lossAt(graph, given, direction, -epsilon)) / (2 * epsilon);
  const [along, length] = [dot(gradient, direction), Math.sqrt(dot(gradient, gradient))];
  return Math.abs(slope - along) / Math.max(length, 1e-3);
}

function stepOf(forward: Graph, random: Random): StepArrays {
  const states = randomWeights(forward, random);
  const wide = new Map(
    [...states].map(([name, { shape, data }]) => [name, { shape, data: Float64Array.from(data) }]),
  );
  return { ...randomStep(forward, random, batch, { step: 0, rate: 1 }), states: wide, seed: 1 };
}

function randomDirection(graph: TrainingGraph, random: Random): Direction {
  const weights = graph.states.filter(({ role }) => role === 'weight');
  return new Map(
    weights.map(({ name, before }) => {
      const size = graph.values[before].shape.reduce((whole, axis) => whole * axis, 1);
      return [name, Float64Array.from({ length: size }, () => (random.uniform() < 0.5 ? -1 : 1))];
    }),
  );
}

function gradientOf(graph: TrainingGraph, given: StepArrays): Direction {
  const arrays = evaluateStep(graph, given);
  return new Map(
    [...weightGradients(graph)].map(([name, value]) => [name, arrays.get(value)?.data ?? new Float64Array()]),
  );
}

function lossAt(graph: TrainingGraph, given: StepArrays, direction: Direction, epsilon: number): number {
  const states = new Map(
    [...given.states].map(([name, { shape, data }]) => {
      const towards = direction.get(name);
      return [name, { shape, data: Float64Array.from(data, (x, i) => x + epsilon * (towards?.[i] ?? 0)) }];
    }),
  );
  return evaluateLoss(graph, { ...given, states });
}

function dot(a: Direction, b: Direction): number {
  let sum = 0;
  for (const [name, numbers] of a) numbers.forEach((x, i) => (sum += x * (b.get(name)?.[i] ?? 0)));
  return sum;
}
