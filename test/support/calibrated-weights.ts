// Weights under which a network of any depth keeps its values in range, as training would: He's
// kernels, and the statistics of one batch in every batch normalisation.

import type { Graph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape, type Weight } from '../../compiler/graph/value.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../runtime/engine.js';
import { Random } from '../../runtime/random.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { normalNumbers } from './normal-numbers.js';

/**
 * Seeded weights. Neither gammas are 1 nor biases, betas and means 0, or a forgotten one would not
 * show; statistics are as `calibrationBatch`, by the names of the inputs, has them.
 */
export async function calibratedWeights(
  graph: Graph,
  engine: Engine,
  seed: number,
  calibrationBatch: ReadonlyMap<string, Tensor>,
): Promise<Weights> {
  const weights = heWeights(graph, seed);
  if (!graph.ops.some(({ kind }) => kind === 'batch-normalization')) return weights;
  return withStatistics(graph, weights, engine, calibrationBatch);
}

/**
 * A step that trains nothing is a forward pass, in which each normalisation already sees what the
 * calibrated ones before it make. With a momentum of 0 it leaves the batch's own statistics.
 */
async function withStatistics(
  graph: Graph,
  weights: Weights,
  engine: Engine,
  batch: ReadonlyMap<string, Tensor>,
): Promise<Weights> {
  const frozen: Graph = {
    ...graph,
    weights: graph.weights.map((weight) => ({ ...weight, trainable: false })),
    ops: graph.ops.map(measuring),
  };
  const step = differentiate(frozen, { loss: 'mse', optimizer: { kind: 'sgd', rate: 0, momentum: 0 } });
  const samples = [...batch.values()][0].shape[0];
  const targets = step.heads.map(({ output, target }): [string, Tensor] => {
    const shape = [samples, ...step.values[target].shape];
    return [output, { shape, data: new Float32Array(sizeOf(shape)) }];
  });
  const session = await engine.train(step, { weights, seed: 0 });
  await session.step({ inputs: batch, targets: new Map(targets), rate: 0, step: 0 });
  const calibrated = await session.weights();
  await session.dispose();
  return calibrated;
}

function measuring(op: Op): Op {
  if (op.kind === 'batch-normalization') return { ...op, momentum: 0 };
  return op.kind === 'dropout' ? { ...op, rate: 0 } : op;
}

function heWeights(graph: Graph, seed: number): Weights {
  const transposed = new Map(
    graph.ops.flatMap((op) =>
      op.kind === 'transposed-convolution' ? [[op.inputs.kernel, sizeOf(op.geometry.strides)] as const] : [],
    ),
  );
  return new Map(
    graph.weights.map((weight) => {
      const { shape } = graph.values[weight.value];
      const fanIn = transposed.has(weight.value)
        ? transposedFanIn(shape, transposed.get(weight.value) as number)
        : sizeOf(shape.slice(0, -1));
      return [weight.name, { shape, data: start(weight, shape, fanIn, seed) }];
    }),
  );
}

/** Kernels are [...window, out, in]; a pixel is under one window in so many as strides step over. */
function transposedFanIn(shape: Shape, strides: number): number {
  const window = shape.slice(0, -2);
  return Math.max(1, sizeOf(window) / strides) * shape[shape.length - 1];
}

/** Kernels of variance 2 / fanIn (He et al. 2015, equation 10), all else near what it starts with. */
function start({ name }: Weight, shape: Shape, fanIn: number, seed: number): Float32Array {
  const random = new Random(seed, 'calibrated', name);
  const numbers = normalNumbers(sizeOf(shape), random);
  const role = name.slice(name.lastIndexOf('/') + 1);
  const scale = role === 'kernel' ? Math.sqrt(2 / fanIn) : 0.1;
  const centre = role === 'gamma' || role === 'variance' ? 1 : role === 'slope' ? 0.25 : 0;
  for (let i = 0; i < numbers.length; i++) numbers[i] = centre + scale * numbers[i];
  return numbers;
}
