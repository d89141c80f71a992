// The reference engine: plain, slow and in float64. Tests trust it, and compare every other engine
// and every gradient with it. `evaluate` and its like are its door for looking at inner values.

import type { Engine } from '../engine.js';
import { ReferenceInference, ReferenceTraining } from './session.js';

export type { NumberArray } from './array.js';
export { evaluate, evaluateOps, evaluateStep } from './evaluate.js';
export type { GivenArray, GivenArrays, StepArrays, ValueArrays } from './evaluate.js';

export const referenceEngine: Engine = {
  name: 'reference',
  async infer(graph, weights) {
    return new ReferenceInference(graph, weights);
  },
  async train(graph, start) {
    return new ReferenceTraining(graph, start);
  },
};
