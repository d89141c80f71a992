// The network on which `doctor` tries engines: one convolution with what belongs around it.

import { compile } from '../../compiler/index.js';
import type { Graph, TrainingGraph } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';

const text = `input 28x28x16
conv 32 3x3 same relu
pool avg global
dense 10 softmax
train { optimizer sgd lr 0.1 }
`;

/** Enough to keep a processor busy for a moment, and no engine for long. */
export const samples = 8;

export const description = `a 3x3 convolution from 16 to 32 maps of 28x28, ${samples} samples at once`;

export interface CheckNetwork {
  readonly graph: Graph;
  readonly training: TrainingGraph;
}

export function checkNetwork(): CheckNetwork {
  const { graph, training } = compile(text);
  if (graph === undefined) throw new Error('the network that tries engines does not check');
  return { graph, training: differentiate(graph, training) };
}
