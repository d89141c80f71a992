// Random networks over all ops, in one to three dimensions, on an engine and on the reference.

import * as fc from 'fast-check';
import type { Loss } from '../../compiler/graph/graph.js';
import type { Engine } from '../../runtime/engine.js';
import { forwardDifference, gradientDifference } from '../onnx/comparison.js';
import { randomNetwork } from '../onnx/random-network.js';

export interface Agreement {
  /** The largest difference of any prediction. */
  readonly predictions: number;
  /** The largest difference in loss, scores, gradients and statistics of any training step. */
  readonly gradients: number;
}

const losses = fc.constantFrom<Loss[]>('cross-entropy', 'binary-cross-entropy', 'mse', 'mae');
const cases = fc.tuple(randomNetwork, losses, fc.integer({ min: 1, max: 1000 }));

export async function agreement(engine: Engine, networks: number, seed: number): Promise<Agreement> {
  let [predictions, gradients] = [0, 0];
  for (const [graph, loss, numbers] of fc.sample(cases, { numRuns: networks, seed })) {
    predictions = Math.max(predictions, await forwardDifference(graph, numbers, 3, engine));
    gradients = Math.max(gradients, await gradientDifference(graph, loss, 4, numbers, engine));
  }
  return { predictions, gradients };
}
