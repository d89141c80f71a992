// Gradients of generated models against finite differences of the reference, along one direction.

import * as tf from '@tensorflow/tfjs';
import type { Graph } from '../../compiler/graph/graph.js';
import { Random } from '../../runtime/random.js';
import { evaluate } from '../../runtime/reference/index.js';
import type { Weights } from '../../runtime/tensor.js';
import type { Trial } from './run-module.js';

/** How far, relatively, the model's slope along a random direction is from the reference's. */
export function slopeError(graph: Graph, run: Trial): number {
  const direction = directionOf(graph, run.weights);
  const [by, byReference] = [slope(run, direction), slopeOfReference(graph, run, direction)];
  return Math.abs(by - byReference) / Math.abs(byReference);
}

function tensorsOf(inputs: Trial['inputs']): tf.Tensor[] {
  return [...inputs.values()].map(({ data, shape }) => tf.tensor(data, [...shape]));
}

/** A direction in the space of the weights that are trained. */
function directionOf(graph: Graph, weights: Weights): Map<string, Float32Array> {
  const random = new Random(7, 'direction');
  const trained = new Set(graph.weights.filter(({ trainable }) => trainable).map(({ name }) => name));
  const along = (name: string): number => (trained.has(name) ? random.uniform() - 0.5 : 0);
  return new Map([...weights].map(([name, { data }]) => [name, data.map(() => along(name))]));
}

/** How the model's ½ Σ y² changes along the direction, by tfjs' gradients. */
function slope({ model, inputs }: Trial, direction: ReadonlyMap<string, Float32Array>): number {
  const loss = (): tf.Scalar => {
    const [y] = [model.apply(tensorsOf(inputs))].flat() as tf.Tensor[];
    return tf.mul(0.5, tf.sum(tf.square(y)));
  };
  const { grads } = tf.variableGrads(loss);
  let sum = 0;
  for (const weight of model.trainableWeights) {
    const along = direction.get(fileName(weight.originalName, direction)) ?? new Float32Array();
    const gradient = grads[weight.name].dataSync();
    along.forEach((step, index) => (sum += step * gradient[index]));
  }
  return sum;
}

/** The same in float64, by a difference over a small step. */
function slopeOfReference(
  graph: Graph,
  { inputs, weights }: Trial,
  direction: ReadonlyMap<string, Float32Array>,
): number {
  const step = 1e-5;
  const loss = (distance: number): number => {
    const moved = [...weights].map(([name, { shape, data }]) => {
      const along = direction.get(name) ?? [];
      return [
        name,
        { shape, data: Float64Array.from(data, (number, index) => number + distance * along[index]) },
      ] as const;
    });
    const y = evaluate(graph, inputs, new Map(moved)).get(graph.outputs[0].value);
    return (y?.data ?? new Float64Array()).reduce((sum, number) => sum + (number * number) / 2, 0);
  };
  return (loss(step) - loss(-step)) / (2 * step);
}

/** What the network calls a weight of tfjs; its numbers are in the same order under either name. */
function fileName(name: string, known: ReadonlyMap<string, unknown>): string {
  const candidates = [
    name,
    name.replace(/_kernel$/, ''),
    name.replace(/depthwise_kernel$/, 'kernel'),
    name.replace(/alpha$/, 'slope'),
    name.replace(/\.(depthwise|pointwise)\/(\1_)?kernel$/, '/$1'),
    name.replace(/\.pointwise\/bias$/, '/bias'),
  ];
  const found = candidates.find((candidate) => known.has(candidate));
  if (found === undefined) throw new Error(`The network has no weight ${name}.`);
  return found;
}
