// The gradients of whole networks against finite differences of their loss, to 1e-6.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loss, Optimizer, TrainingGraph } from '../../../compiler/graph/graph.js';
import { verify } from '../../../compiler/graph/verify.js';
import { differentiate } from '../../../compiler/passes/differentiate/index.js';
import { evaluateStep, type NumberArray, type StepArrays } from '../../../runtime/reference/index.js';
import { evaluateLoss } from '../../support/evaluate-loss.js';
import { relativeDifference } from '../../support/relative-difference.js';
import { spreadOf } from '../../support/spread.js';
import { weightGradients } from '../../support/weight-gradients.js';
import { finiteDifferences, negligible } from './finite-differences.js';
import { networkOf, networkPlan } from './random-network.js';

const sgd: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0 };
const losses: Loss[] = ['cross-entropy', 'binary-cross-entropy', 'mse', 'mae'];
const BATCH = 2;

const secondLoss = fc.record({ loss: fc.constantFrom(...losses), weight: fc.constantFrom(1, 0.3, 4) });

function drawArrays(graph: TrainingGraph): StepArrays & { readonly states: Map<string, NumberArray> } {
  const shapeOf = (value: number) => graph.values[value].shape;
  const states = graph.states.map(({ name, before }, i) => [name, spreadOf(shapeOf(before), i, 1)] as const);
  return {
    inputs: new Map(graph.inputs.map(({ name, value }) => [name, spreadOf([BATCH, ...shapeOf(value)], 100)])),
    targets: new Map(
      graph.heads.map(({ output, target }, i) => [output, spreadOf([BATCH, ...shapeOf(target)], 101 + i, 1)]),
    ),
    states: new Map(states),
    rate: 0.1,
    step: 3,
    seed: 4,
  };
}

describe('differentiate', () => {
  it.each(losses)('finds the gradients of random networks: %s', (loss) => {
    const property = fc.property(networkPlan, secondLoss, (plan, second) => {
      const network = networkOf(plan);
      verify(network);
      const outputLosses = plan.second === 'none' ? [] : [{ output: 'second', ...second }];
      const graph = differentiate(network, { loss, outputLosses, optimizer: sgd });
      verify(graph);
      const given = drawArrays(graph);
      const made = evaluateStep(graph, given);
      const gradients = weightGradients(graph);
      expect(gradients.size).toBe(network.weights.filter((weight) => weight.trainable).length);
      for (const [name, gradient] of gradients) {
        const weight = given.states.get(name) as NumberArray;
        const value = () => evaluateLoss(graph, given);
        const differences = finiteDifferences(weight, value);
        const found = made.get(gradient)?.data ?? [];
        const difference = relativeDifference(found, differences, negligible);
        expect(difference, `the gradient of ${name}`).toBeLessThan(1e-6);
      }
    });
    fc.assert(property, { seed: 7, numRuns: 60 });
  });
});
