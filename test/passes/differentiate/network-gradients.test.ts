// The gradients of whole networks against finite differences of their loss, to 1e-6.

import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Loss } from '../../../compiler/graph/graph.js';
import { Network } from '../../support/network.js';
import { expectWeightGradients, layerOf } from './network-gradients.js';
import { networkOf, networkPlan } from './random-network.js';

const losses: Loss[] = ['cross-entropy', 'binary-cross-entropy', 'mse', 'mae'];
const secondLoss = fc.record({ loss: fc.constantFrom(...losses), weight: fc.constantFrom(1, 0.3, 4) });

describe('differentiate', () => {
  it.each(losses)('finds the gradients of random networks: %s', (loss) => {
    const property = fc.property(networkPlan, secondLoss, (plan, second) => {
      const network = networkOf(plan);
      const outputLosses = plan.second === 'none' ? [] : [{ output: 'second', ...second }];
      expectWeightGradients(network, { loss, outputLosses });
    });
    fc.assert(property, { seed: 7, numRuns: 40 });
  });

  it('finds those of random networks whose layers are frozen in part', () => {
    const property = fc.property(networkPlan, fc.array(fc.boolean(), { minLength: 8 }), (plan, choice) => {
      const network = networkOf(plan);
      const layers = [...new Set(network.weights.map(({ name }) => layerOf(name)))];
      const freeze = layers.filter((_, i) => choice[i % choice.length]);
      expectWeightGradients(network, { loss: 'mse', freeze });
    });
    fc.assert(property, { seed: 8, numRuns: 25 });
  });
});

describe('several heads', () => {
  /** input → dense → softmax, which is an output, and what is made of each. */
  function trunk() {
    const network = new Network('heads');
    const hidden = network.activation(network.dense(network.input([4]), 3), { name: 'tanh' });
    const scores = network.dense(hidden, 3);
    return { network, hidden, scores, shares: network.softmax(scores) };
  }

  it('add their gradients in the trunk that they share, each by its weight', () => {
    const { network, hidden, shares } = trunk();
    const number = network.dense(hidden, 2);
    const outputs = [
      { name: 'class', value: shares },
      { name: 'number', value: number },
      { name: 'hidden', value: hidden },
    ];
    const outputLosses = [
      { output: 'number', loss: 'mse', weight: 0.25 },
      { output: 'hidden', loss: 'mae', weight: 3 },
    ] as const;
    expectWeightGradients(network.finish(...outputs), { loss: 'cross-entropy', outputLosses });
  });

  it.each(['cross-entropy', 'mse'] as const)('of a softmax that is also read elsewhere: %s', (loss) => {
    const { network, hidden, shares } = trunk();
    const gated = network.multiply([network.dense(shares, 3), hidden, shares]);
    const outputs = [
      { name: 'class', value: shares },
      { name: 'gated', value: gated },
      { name: 'again', value: shares },
    ];
    const outputLosses = [
      { output: 'gated', loss: 'mse', weight: 2 },
      { output: 'again', loss: 'mse', weight: 1 },
    ] as const;
    expectWeightGradients(network.finish(...outputs), { loss, outputLosses });
  });

  it('of a sigmoid that is also read elsewhere', () => {
    const { network, scores } = trunk();
    const sigmoid = network.activation(scores, { name: 'sigmoid' });
    const outputs = [
      { name: 'labels', value: sigmoid },
      { name: 'number', value: network.dense(sigmoid, 1) },
    ];
    const outputLosses = [{ output: 'number', loss: 'mse', weight: 1 }] as const;
    expectWeightGradients(network.finish(...outputs), { loss: 'binary-cross-entropy', outputLosses });
  });

  it('of one output whose weight is not 1', () => {
    const { network, shares } = trunk();
    const outputLosses = [{ output: 'output', loss: 'cross-entropy', weight: 0.1 }] as const;
    expectWeightGradients(network.finish(shares), { loss: 'mse', outputLosses });
  });
});
