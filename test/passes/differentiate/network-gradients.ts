// Holds every gradient of a whole training step against finite differences of its loss.

import { expect } from 'vitest';
import type { Graph, Optimizer, TrainingGraph } from '../../../compiler/graph/graph.js';
import { verify } from '../../../compiler/graph/verify.js';
import { differentiate, type TrainingChoice } from '../../../compiler/passes/differentiate/index.js';
import { evaluateStep, type NumberArray, type StepArrays } from '../../../runtime/reference/index.js';
import { evaluateLoss } from '../../support/evaluate-loss.js';
import { relativeDifference } from '../../support/relative-difference.js';
import { spreadOf } from '../../support/spread.js';
import { weightGradients } from '../../support/weight-gradients.js';
import { finiteDifferences, negligible } from './finite-differences.js';

const sgd: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0, nesterov: false };
const BATCH = 2;

/** Expects a gradient for each trainable weight that is not frozen, to 1e-6. */
export function expectWeightGradients(network: Graph, choice: Omit<TrainingChoice, 'optimizer'>): void {
  verify(network);
  const graph = differentiate(network, { ...choice, optimizer: sgd });
  verify(graph);
  const given = drawArrays(graph);
  const made = evaluateStep(graph, given);
  const gradients = weightGradients(graph);
  const frozen = new Set(choice.freeze);
  const trained = network.weights.filter(({ name, trainable }) => trainable && !frozen.has(layerOf(name)));
  expect([...gradients.keys()]).toEqual(trained.map(({ name }) => name));
  for (const [name, gradient] of gradients) {
    const weight = given.states.get(name) as NumberArray;
    const differences = finiteDifferences(weight, () => evaluateLoss(graph, given));
    const found = made.get(gradient)?.data ?? [];
    const difference = relativeDifference(found, differences, negligible);
    expect(difference, `the gradient of ${name}`).toBeLessThan(1e-6);
  }
}

export function layerOf(weight: string): string {
  return weight.split('/')[0];
}

function drawArrays(graph: TrainingGraph): StepArrays & { readonly states: Map<string, NumberArray> } {
  const shapeOf = (value: number) => graph.values[value].shape;
  const states = graph.states.map(({ name, before }, i) => {
    const { shape, data } = spreadOf(shapeOf(before), i, 1);
    // A variance is positive.
    return [name, { shape, data: name.endsWith('/variance') ? data.map((x) => x + 1.5) : data }] as const;
  });
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
