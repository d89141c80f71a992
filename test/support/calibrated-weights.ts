// Weights under which a network of any depth keeps its values in range, as training would: He's
// kernels, and the statistics of one batch in every batch normalisation.

import type { Graph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape, type ValueId, type Weight } from '../../compiler/graph/value.js';
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
  const step = differentiate(frozen, {
    loss: 'mse',
    optimizer: { kind: 'sgd', rate: 0, momentum: 0, nesterov: false },
  });
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
  const faint = gammasBesideIdentity(graph);
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
      return [
        weight.name,
        { shape, data: start(weight, shape, { fanIn, gamma: faint.has(weight.value) ? 0.2 : 1 }, seed) },
      ];
    }),
  );
}

/** Kernels are [...window, out, in]; a pixel is under one window in so many as strides step over. */
function transposedFanIn(shape: Shape, strides: number): number {
  const window = shape.slice(0, -2);
  return Math.max(1, sizeOf(window) / strides) * shape[shape.length - 1];
}

/**
 * The gammas of bodies that are added to what they received. Those of trained networks are small;
 * near 1, fifty bodies one after another blow the rounding errors of any engine up to 3e-4, as a
 * comparison with float64 has shown. (Goyal et al. 2017, section 5.1, start them at 0.)
 */
function gammasBesideIdentity({ ops }: Graph): Set<ValueId> {
  const normalizations = new Map(
    ops.flatMap((op) => (op.kind === 'batch-normalization' ? [[op.outputs.y, op] as const] : [])),
  );
  const gammas = ops.flatMap((op) => {
    if (op.kind !== 'add' || op.inputs.parts.every((part) => normalizations.has(part))) return [];
    return op.inputs.parts.map((part) => normalizations.get(part)?.inputs.gamma);
  });
  return new Set(gammas.filter((gamma) => gamma !== undefined));
}

interface Scales {
  readonly fanIn: number;
  readonly gamma: number;
}

/** What numbers that are no kernels lie around, where that is not 0. */
const centres: Readonly<Record<string, number>> = { gamma: 1, variance: 1, slope: 0.25 };

/** Kernels of variance 2 / fanIn (He et al. 2015, equation 10), all else near what it starts with. */
function start({ name }: Weight, shape: Shape, { fanIn, gamma }: Scales, seed: number): Float32Array {
  const random = new Random(seed, 'calibrated', name);
  const numbers = normalNumbers(sizeOf(shape), random);
  const role = name.slice(name.lastIndexOf('/') + 1);
  const scale = role === 'kernel' ? Math.sqrt(2 / fanIn) : 0.1;
  const centre = centres[role] ?? 0;
  const factor = role === 'gamma' ? gamma : 1;
  for (let i = 0; i < numbers.length; i++) numbers[i] = factor * (centre + scale * numbers[i]);
  return numbers;
}
