// What the graph of a training step holds, and what it leaves out.

import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../compiler/graph/builder.js';
import type { Graph, Loss, Optimizer } from '../../../compiler/graph/graph.js';
import { inputsOf } from '../../../compiler/graph/graph.js';
import type { Activation } from '../../../compiler/graph/ops.js';
import { verify } from '../../../compiler/graph/verify.js';
import { differentiate } from '../../../compiler/passes/differentiate/index.js';

const zeros = { kind: 'zeros' } as const;
const sgd: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0, nesterov: false };
const adam: Optimizer = { kind: 'adam', rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-7 };

type Last = 'softmax' | 'sigmoid' | 'nothing';

/** image → dense1 (frozen or not) → tanh → dense2 → last. */
function perceptron(last: Last, trainable = true): Graph {
  const graph = new GraphBuilder('perceptron');
  const image = graph.input('image', [4]);
  graph.layer = 'dense1';
  const kernel1 = graph.weight('dense1/kernel', [4, 3], zeros, trainable);
  const hidden = graph.apply({ kind: 'dense', inputs: { x: image, kernel: kernel1 } }, [3]);
  const tanh: Activation['function'] = { name: 'tanh' };
  const active = graph.apply({ kind: 'activation', inputs: { x: hidden }, function: tanh }, [3]);
  graph.layer = 'dense2';
  const kernel2 = graph.weight('dense2/kernel', [3, 2], zeros);
  const bias2 = graph.weight('dense2/bias', [2], zeros);
  let y = graph.apply({ kind: 'dense', inputs: { x: active, kernel: kernel2, bias: bias2 } }, [2]);
  if (last === 'softmax') y = graph.apply({ kind: 'softmax', inputs: { x: y } }, [2]);
  if (last === 'sigmoid') {
    y = graph.apply({ kind: 'activation', inputs: { x: y }, function: { name: 'sigmoid' } }, [2]);
  }
  return graph.finish([{ name: 'output', value: y }]);
}

function kindsOf(graph: Graph, loss: Loss, optimizer = sgd): string[] {
  return differentiate(graph, { loss, optimizer }).ops.map((op) => op.kind);
}

/** A network of one op between the input and a dense layer. */
function around(op: 'dropout' | 'batch-normalization', rate = 0.5): Graph {
  const graph = new GraphBuilder('around');
  const image = graph.input('image', [2]);
  graph.layer = 'first';
  const kernel = graph.weight('first/kernel', [2, 2], zeros);
  const x = graph.apply({ kind: 'dense', inputs: { x: image, kernel } }, [2]);
  graph.layer = op;
  let y: number;
  if (op === 'dropout') y = graph.apply({ kind: 'dropout', inputs: { x }, rate }, [2]);
  else {
    const gamma = graph.weight('bn1/gamma', [2], { kind: 'ones' });
    const mean = graph.weight('bn1/mean', [2], zeros, false);
    const variance = graph.weight('bn1/variance', [2], { kind: 'ones' }, false);
    const inputs = { x, gamma, mean, variance };
    y = graph.apply({ kind: 'batch-normalization', inputs, epsilon: 1e-3, momentum: 0.9 }, [2]);
  }
  return graph.finish([{ name: 'output', value: y }]);
}

describe('the loss', () => {
  const forward = ['dense', 'activation', 'dense'];

  it.each([
    ['cross-entropy', 'softmax', 'softmax-cross-entropy'],
    ['cross-entropy', 'nothing', 'softmax-cross-entropy'],
    ['binary-cross-entropy', 'sigmoid', 'sigmoid-cross-entropy'],
    ['binary-cross-entropy', 'nothing', 'sigmoid-cross-entropy'],
  ] as const)('%s after %s works on the scores', (loss, last, kind) => {
    const graph = perceptron(last);
    const training = differentiate(graph, { loss, optimizer: sgd });
    expect(training.ops.slice(0, 4).map((op) => op.kind)).toEqual([...forward, kind]);
    const dense2 = graph.ops[2];
    const [head] = training.heads;
    expect(head).toMatchObject({ output: 'output', loss, weight: 1, scores: dense2.outputs.y });
    expect(training.values[head.target]).toMatchObject({ shape: [2], batched: true });
    expect(training.values[training.loss]).toMatchObject({ shape: [], batched: false });
  });

  it.each([
    ['mse', 'softmax', 'mean-squared-error'],
    ['mse', 'sigmoid', 'mean-squared-error'],
    ['mse', 'nothing', 'mean-squared-error'],
    ['mae', 'softmax', 'mean-absolute-error'],
    ['mae', 'nothing', 'mean-absolute-error'],
  ] as const)('%s keeps what is there: %s', (loss, last, kind) => {
    const graph = perceptron(last);
    const training = differentiate(graph, { loss, optimizer: sgd });
    expect(training.heads[0].scores).toBe(graph.outputs[0].value);
    const kinds = graph.ops.map((op) => op.kind);
    expect(training.ops.slice(0, kinds.length + 1).map((op) => op.kind)).toEqual([...kinds, kind]);
  });
});

describe('gradients', () => {
  it('are made for the weights, and for no input that has none behind it', () => {
    expect(kindsOf(perceptron('softmax'), 'cross-entropy').slice(4)).toEqual([
      'bias-gradient',
      'dense-kernel-gradient',
      'dense-input-gradient',
      'activation-gradient',
      'dense-kernel-gradient',
      'sgd-update',
      'sgd-update',
      'sgd-update',
    ]);
  });

  it('stop where nothing before is trained', () => {
    const graph = perceptron('softmax', false);
    const training = differentiate(graph, { loss: 'cross-entropy', optimizer: sgd });
    expect(training.ops.slice(4).map((op) => op.kind)).toEqual([
      'bias-gradient',
      'dense-kernel-gradient',
      'sgd-update',
      'sgd-update',
    ]);
    const frozen = training.states.find(({ name }) => name === 'dense1/kernel');
    expect(frozen).toMatchObject({ role: 'weight', before: frozen?.after });
  });

  it('leave out ops that the loss does not depend on, and their weights as they are', () => {
    const graph = perceptron('nothing');
    const outputs = [{ name: 'hidden', value: graph.ops[1].outputs.y }];
    const training = differentiate({ ...graph, outputs }, { loss: 'mse', optimizer: adam });
    verify(training);
    expect(training.ops.map((op) => op.kind)).toEqual([
      'dense',
      'activation',
      'mean-squared-error',
      'activation-gradient',
      'dense-kernel-gradient',
      'adam-update',
    ]);
    const unused = training.states.find(({ name }) => name === 'dense2/kernel');
    expect(unused?.after).toBe(unused?.before);
    expect(training.states.map(({ name }) => name)).not.toContain('dense2/kernel/m');
  });

  it('are each read by some op', () => {
    const training = differentiate(perceptron('softmax'), { loss: 'cross-entropy', optimizer: adam });
    const read = new Set(training.ops.flatMap(inputsOf));
    const gradients = training.ops.filter((op) => op.kind.endsWith('-gradient'));
    for (const op of gradients) for (const value of Object.values(op.outputs)) expect(read).toContain(value);
  });

  it('name the layer that they belong to', () => {
    const training = differentiate(perceptron('softmax'), { loss: 'cross-entropy', optimizer: sgd });
    const layers = training.ops.map((op) => op.origin.layer);
    const [one, two] = ['dense1', 'dense2'];
    expect(layers).toEqual([one, one, two, 'loss', two, two, two, one, one, one, two, two]);
  });
});

describe('dropout', () => {
  it('multiplies by one mask, forward and back', () => {
    const training = differentiate(around('dropout', 0.25), { loss: 'mse', optimizer: sgd });
    const masks = training.ops.flatMap((op) => (op.kind === 'apply-mask' ? [op.inputs.mask] : []));
    expect(training.masks).toEqual([{ value: masks[0], rate: 0.25, layer: 'dropout' }]);
    expect(masks).toEqual([masks[0], masks[0]]);
    expect(training.values[masks[0]]).toMatchObject({ shape: [2], batched: true });
  });

  it('that drops nothing is left out', () => {
    const graph = around('dropout', 0);
    const training = differentiate(graph, { loss: 'mse', optimizer: sgd });
    expect(training.masks).toEqual([]);
    expect(training.ops.map((op) => op.kind)).toEqual([
      'dense',
      'mean-squared-error',
      'dense-kernel-gradient',
      'sgd-update',
    ]);
    expect(training.heads[0].scores).toBe(graph.ops[0].outputs.y);
  });
});

describe('batch normalisation', () => {
  it('trains on the batch and moves the running statistics', () => {
    const training = differentiate(around('batch-normalization'), { loss: 'mse', optimizer: sgd });
    expect(training.ops.map((op) => op.kind)).toEqual([
      'dense',
      'batch-normalization-training',
      'running-average',
      'running-average',
      'mean-squared-error',
      'batch-normalization-gradient',
      'dense-kernel-gradient',
      'sgd-update',
      'sgd-update',
    ]);
    expect(training.states.map(({ name, role }) => [name, role])).toEqual([
      ['first/kernel', 'weight'],
      ['bn1/gamma', 'weight'],
      ['bn1/mean', 'statistics'],
      ['bn1/variance', 'statistics'],
    ]);
    for (const { before, after } of training.states) expect(after).not.toBe(before);
  });
});

describe('the optimizer', () => {
  const weights = ['dense1/kernel', 'dense2/kernel', 'dense2/bias'];
  const scalarsOf = (optimizer: Optimizer, graph = perceptron('softmax')) =>
    differentiate(graph, { loss: 'cross-entropy', optimizer })
      .scalars.map(({ scalar }) => scalar)
      .sort();
  const statesOf = (optimizer: Optimizer) =>
    differentiate(perceptron('softmax'), { loss: 'cross-entropy', optimizer })
      .states.filter(({ role }) => role === 'optimizer')
      .map(({ name }) => name);

  it('lists only the scalars that are read, and the rate always', () => {
    expect(scalarsOf(sgd)).toEqual(['rate']);
    expect(scalarsOf(adam)).toEqual(['correction1', 'correction2', 'rate']);
    expect(scalarsOf(sgd, around('batch-normalization'))).toEqual(['rate', 'share']);
    const empty = new GraphBuilder('empty');
    const x = empty.input('x', [2]);
    expect(scalarsOf(adam, empty.finish([{ name: 'x', value: x }]))).toEqual(['rate']);
  });

  it('has its states beside each weight', () => {
    expect(statesOf(sgd)).toEqual([]);
    expect(statesOf({ ...sgd, momentum: 0.9 })).toEqual(weights.map((name) => `${name}/velocity`));
    expect(statesOf(adam)).toEqual(weights.flatMap((name) => [`${name}/m`, `${name}/v`]));
  });
});

describe('the cost', () => {
  it('grows with the graph and no faster', () => {
    const opsOf = (depth: number) => {
      const graph = new GraphBuilder('deep');
      let x = graph.input('x', [1]);
      const slope = graph.weight('prelu/slope', [1], zeros);
      for (let i = 0; i < depth; i++) {
        const y = graph.apply({ kind: 'prelu', inputs: { x, slope } }, [1]);
        x = graph.apply({ kind: 'add', inputs: { parts: [x, y] } }, [1]);
      }
      const network = graph.finish([{ name: 'y', value: x }]);
      return differentiate(network, { loss: 'mse', optimizer: sgd }).ops.length;
    };
    // forward prelu and add, backward prelu and the sum of two gradients
    expect(opsOf(2000) - opsOf(1000)).toBe(4000);
  });
});
