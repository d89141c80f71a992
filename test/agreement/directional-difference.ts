// How far the reference's gradient of a whole network is from central finite differences.

import type { Graph, Loss, TrainingGraph } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { Random } from '../../runtime/random.js';
import { evaluateStep, type StepArrays } from '../../runtime/reference/index.js';
import { randomTensor, randomWeights } from '../onnx/network.js';

type Numbers = Float64Array;
type Direction = ReadonlyMap<string, Numbers>;

const batch = 2;

/**
 * |(L(w + εd) − L(w − εd)) / 2ε − g·d| / |g| for a direction d of random signs: where one number of
 * the gradient g is wrong, so is its product with nearly every d.
 */
export function directionalDifference(forward: Graph, loss: Loss, seed: number, epsilon: number): number {
  const graph = differentiate(forward, { loss, optimizer: { kind: 'sgd', rate: 1, momentum: 0 } });
  const random = new Random(seed, 'directional');
  const given = stepOf(forward, graph, random);
  const direction = randomDirection(graph, random);
  const gradient = gradientOf(graph, given);
  const slope =
    (lossAt(graph, given, direction, epsilon) - lossAt(graph, given, direction, -epsilon)) / (2 * epsilon);
  const [along, length] = [dot(gradient, direction), Math.sqrt(dot(gradient, gradient))];
  return Math.abs(slope - along) / Math.max(length, 1e-3);
}

function stepOf(forward: Graph, graph: TrainingGraph, random: Random): StepArrays {
  const states = randomWeights(forward, random);
  const shapeOf = (value: number) => [batch, ...graph.values[value].shape];
  const inputs = new Map(graph.inputs.map(({ name, value }) => [name, randomTensor(random, shapeOf(value))]));
  const target = randomTensor(random, shapeOf(graph.target));
  const between = { ...target, data: target.data.map((number) => (number + 1) / 2) };
  const wide = new Map(
    [...states].map(([name, { shape, data }]) => [name, { shape, data: Float64Array.from(data) }]),
  );
  return { inputs, target: between, states: wide, rate: 1, step: 0, seed: 1 };
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

/** By weight, from the updates that read it. */
function gradientOf(graph: TrainingGraph, given: StepArrays): Direction {
  const arrays = evaluateStep(graph, given);
  const gradients = new Map<string, Numbers>();
  for (const op of graph.ops) {
    if (op.kind !== 'sgd-update') continue;
    const state = graph.states.find(({ before }) => before === op.inputs.weight);
    if (state) gradients.set(state.name, arrays.get(op.inputs.gradient)?.data ?? new Float64Array());
  }
  return gradients;
}

function lossAt(graph: TrainingGraph, given: StepArrays, direction: Direction, epsilon: number): number {
  const states = new Map([...given.states].map(([name, { shape, data }]) => {
    const towards = direction.get(name);
    return [name, { shape, data: Float64Array.from(data, (x, i) => x + epsilon * (towards?.[i] ?? 0)) }];
  })); // prettier-ignore
  return evaluateStep(graph, { ...given, states }).get(graph.loss)?.data[0] ?? NaN;
}

function dot(a: Direction, b: Direction): number {
  let sum = 0;
  for (const [name, numbers] of a) numbers.forEach((x, i) => (sum += x * (b.get(name)?.[i] ?? 0)));
  return sum;
}
