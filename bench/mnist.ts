// What the benchmarks measure: the network and the digits of examples/mnist.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, summarize } from '../compiler/index.js';
import type { Graph } from '../compiler/graph/graph.js';
import { sizeOf } from '../compiler/graph/value.js';
import type { TrainingOptions } from '../compiler/training-options.js';
import { Random } from '../runtime/random.js';
import type { Tensor, Weights } from '../runtime/tensor.js';

/** The bundle of a benchmark lies two folders below the repository. */
const folder = fileURLToPath(new URL('../../examples/mnist/', import.meta.url));
export const digitsFolder = `${folder}data`;

export interface Mnist {
  readonly graph: Graph;
  readonly training: TrainingOptions;
  /** Multiply-accumulates of one image's way forward. */
  readonly forwardMacs: number;
  /** Those of the first layer, whose input needs no gradient. */
  readonly firstLayerMacs: number;
}

export function mnist(): Mnist {
  const { graph, model, training } = compile(readFileSync(`${folder}mnist.cnn`, 'utf8'));
  if (graph === undefined) throw new Error('examples/mnist/mnist.cnn does not check');
  const { macs, layers } = summarize(model);
  return {
    graph,
    training,
    forwardMacs: macs,
    firstLayerMacs: layers.find((layer) => layer.macs > 0)?.macs ?? 0,
  };
}

export function randomTensor(random: Random, shape: readonly number[], width: number): Tensor {
  return {
    shape,
    data: Float32Array.from({ length: sizeOf(shape) }, () => (random.uniform() - 0.5) * width),
  };
}

export function randomWeights(graph: Graph): Weights {
  const random = new Random(1);
  const tensors = graph.weights.map(({ name, value }) => {
    return [name, randomTensor(random, graph.values[value].shape, 0.1)] as const;
  });
  return new Map(tensors);
}
