// What verify refuses, each by a graph with one thing wrong.

import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, GradientClip, TrainingGraph } from '../../compiler/graph/graph.js';
import type { Op } from '../../compiler/graph/ops.js';
import type { TrainingOp } from '../../compiler/graph/training-ops.js';
import type { Shape, Value } from '../../compiler/graph/value.js';
import { verify } from '../../compiler/graph/verify.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import { Network } from '../support/network.js';

const zeros = { kind: 'zeros' } as const;
const geometry = {
  window: [3, 3],
  strides: [2, 2],
  padding: [
    { before: 1, after: 0 },
    { before: 1, after: 0 },
  ],
};
const convolution = { ...geometry, dilations: [1, 1], groups: 1 };
const pool = { ...geometry, window: [2, 2], extension: [0, 0] };

/** Values 0 image, 1 kernel, 2 bias, 3 convolution, 4 pool, 5 flat, 6 dense kernel, 7 dense, 8 softmax. */
function network(): Graph {
  const graph = new GraphBuilder('network');
  const x = graph.input('image', [8, 8, 1]);
  graph.layer = 'conv1';
  const kernel = graph.weight('conv1/kernel', [3, 3, 1, 2], zeros);
  const bias = graph.weight('conv1/bias', [2], zeros);
  const convolved = { kind: 'convolution', inputs: { x, kernel, bias }, geometry: convolution } as const;
  // floor((8 + 1 − 3) / 2) + 1 = 4, then floor((4 + 1 − 2) / 2) + 1 = 2
  const y = graph.apply(convolved, [4, 4, 2]);
  graph.layer = 'pool1';
  const pooled = graph.apply({ kind: 'max-pool', inputs: { x: y }, geometry: pool }, [2, 2, 2]);
  graph.layer = 'dense1';
  const flat = graph.apply({ kind: 'reshape', inputs: { x: pooled }, shape: [8] }, [8]);
  const dense = graph.weight('dense1/kernel', [8, 3], zeros);
  const scores = graph.apply({ kind: 'dense', inputs: { x: flat, kernel: dense } }, [3]);
  const output = graph.apply({ kind: 'softmax', inputs: { x: scores } }, [3]);
  return graph.finish([{ name: 'output', value: output }]);
}

function withShape<G extends Graph | TrainingGraph>(graph: G, id: number, shape: Shape): G {
  return withValue(graph, id, { ...graph.values[id], shape });
}

function withValue<G extends Graph | TrainingGraph>(graph: G, id: number, value: Value): G {
  return { ...graph, values: graph.values.with(id, value) };
}

function withOp(graph: Graph, index: number, op: Op): Graph {
  return { ...graph, ops: graph.ops.with(index, op) };
}

describe('verify', () => {
  it('accepts a network and its training step', () => {
    const graph = network();
    verify(graph);
    verify(training());
  });

  it('refuses a value that is used before it is made', () => {
    const graph = network();
    const ops = [graph.ops[1], graph.ops[0], ...graph.ops.slice(2)];
    expect(() => verify({ ...graph, ops })).toThrow(
      'op 0 (max-pool of pool1) uses value 3 before it is made',
    );
  });

  it('refuses an output that is never made', () => {
    const graph = network();
    const outputs = [{ name: 'output', value: 8 }];
    expect(() => verify({ ...graph, ops: graph.ops.slice(0, -1), outputs })).toThrow(
      'output output uses value 8 before it is made',
    );
  });

  it('refuses a value that is made twice', () => {
    const graph = network();
    expect(() => verify({ ...graph, ops: [...graph.ops, graph.ops[0]] })).toThrow(
      'op 5 (convolution of conv1) makes value 3, which op 0 (convolution of conv1) has made',
    );
    const inputs = [...graph.inputs, { name: 'again', value: 1 }];
    expect(() => verify({ ...graph, inputs })).toThrow();
  });

  it('refuses a value that is not in the list, or out of its place', () => {
    const graph = network();
    const inputs = [...graph.inputs, { name: 'other', value: 99 }];
    expect(() => verify({ ...graph, inputs })).toThrow(
      'input other makes value 99, which the graph does not list',
    );
    expect(() => verify(withValue(graph, 2, graph.values[1]))).toThrow('value 2 calls itself 1');
  });

  it('refuses inputs without a batch and weights with one', () => {
    const graph = network();
    expect(() => verify(withValue(graph, 0, { ...graph.values[0], batched: false }))).toThrow(
      'value 0 (8x8x1) lacks a batch axis',
    );
    expect(() => verify(withValue(graph, 1, { ...graph.values[1], batched: true }))).toThrow(
      'value 1 (3x3x1x2) has a batch axis that it should not have',
    );
  });

  it.each([
    [3, [5, 4, 2], 'op 0 (convolution of conv1): value 3 is 5x4x2, not 4x4x2'],
    [1, [3, 3, 2, 2], 'op 0 (convolution of conv1): value 1 is 3x3x2x2, not 3x3x1x2'],
    [2, [3], 'op 0 (convolution of conv1): value 2 is 3, not 2'],
    [4, [2, 2, 3], 'op 1 (max-pool of pool1): value 4 is 2x2x3, not 2x2x2'],
    [6, [9, 3], 'op 3 (dense of dense1): value 6 is 9x3, not 8x3'],
    [8, [4], 'op 4 (softmax of dense1): value 8 is 4, not 3'],
    [0, [8, 1], 'op 0 (convolution of conv1): the geometry is not of 1 axes'],
  ])('refuses value %d of shape %s', (id, shape, message) => {
    expect(() => verify(withShape(network(), id, shape))).toThrow(message);
  });

  it('refuses a window that does not fit, and one that starts in the extension', () => {
    const graph = network();
    const [op, pooling] = graph.ops;
    if (op.kind !== 'convolution' || pooling.kind !== 'max-pool') throw new Error('unexpected ops');
    const large = { ...convolution, dilations: [5, 5] };
    expect(() => verify(withOp(graph, 0, { ...op, geometry: large }))).toThrow(
      'a window of 11 does not fit in 9 on axis 0',
    );
    const far = { ...pool, extension: [3, 0] };
    expect(() => verify(withOp(graph, 1, { ...pooling, geometry: far }))).toThrow(
      'a window starts in the extension of axis 0',
    );
  });

  it('refuses groups that do not divide the channels', () => {
    const graph = network();
    const [op] = graph.ops;
    if (op.kind !== 'convolution') throw new Error('unexpected op');
    const grouped = { ...convolution, groups: 2 };
    expect(() => verify(withOp(graph, 0, { ...op, geometry: grouped }))).toThrow('2 groups do not divide');
  });

  it.each([
    ['concat', [2, 3], [2, 4], [2, 6], 'value 2 is 2x6, not 2x7'],
    ['concat', [2, 3], [1, 4], [2, 7], 'value 1 is 1x4, not 2x4'],
    ['add', [2, 3], [2, 1], [2, 3], 'value 1 is 2x1, not 2x3'],
  ] as const)('refuses a %s of %s and %s that makes %s', (kind, a, b, y, message) => {
    const graph = new GraphBuilder('join');
    const parts = [graph.input('a', a), graph.input('b', b)];
    const joined = graph.apply({ kind, inputs: { parts } }, y);
    expect(() => verify(graph.finish([{ name: 'y', value: joined }]))).toThrow(message);
  });

  it('refuses a reshape that loses numbers', () => {
    const graph = new GraphBuilder('reshape');
    const x = graph.input('x', [2, 3]);
    const y = graph.apply({ kind: 'reshape', inputs: { x }, shape: [5] }, [5]);
    expect(() => verify(graph.finish([{ name: 'y', value: y }]))).toThrow('the shape holds 5 numbers');
  });
});

function training(): TrainingGraph {
  const optimizer = { kind: 'adam', rate: 0.1, beta1: 0.9, beta2: 0.99, epsilon: 1e-7 } as const;
  return differentiate(network(), { loss: 'cross-entropy', optimizer });
}

function otherTraining(): TrainingGraph {
  const network = new Network('other');
  const x = network.convolution(network.input([4, 3]), { window: 1, maps: 4 });
  const large = network.transposedConvolution(x, { window: 2, stride: 2, maps: 4 });
  const edged = network.crop(network.zeroPad(large, 1), [[2, 0]]);
  const normal = network.responseNormalization(network.shuffleChannels(network.affine(edged, 2), 2));
  const up = network.upsample(network.averagePool(normal, { window: 8 }), { factor: 8 });
  const gated = network.multiply([up, normal, network.averagePool(up, { window: 8 })]);
  const outputs = [
    { name: 'gated', value: gated },
    { name: 'normal', value: normal },
  ];
  const outputLosses = [{ output: 'normal', loss: 'mae', weight: 2 }] as const;
  const optimizer = { kind: 'sgd', rate: 0.1, momentum: 0, nesterov: false } as const;
  return differentiate(network.finish(...outputs), { loss: 'mse', outputLosses, optimizer });
}

/** A step whose gradients change on their way, and go back through a normalisation that is frozen. */
function changedTraining(clip: GradientClip): TrainingGraph {
  const network = new Network('changed');
  const x = network.normalization(network.convolution(network.input([4, 3]), { window: 1, maps: 4 }));
  const optimizer = { kind: 'rmsprop', rate: 0.1, rho: 0.9, epsilon: 1e-7 } as const;
  return differentiate(network.finish(x), { loss: 'mse', optimizer, l2: 0.1, clip, freeze: ['bn1'] });
}

describe('verify of a training step', () => {
  const graph = training();

  /** Every output of every op, and a shape that it cannot have. */
  const outputs = graph.ops.flatMap((op: TrainingOp) =>
    Object.entries<number>(op.outputs).map(([name, value]) => ({ kind: op.kind, name, value })),
  );

  it.each(outputs)('refuses a wrong shape of $name of $kind', ({ value }) => {
    const { shape } = graph.values[value];
    expect(() => verify(withShape(graph, value, [...shape, 2]))).toThrow(/is .* not|does not fit|geometry/);
  });

  /** A step with the gradients that the first network has not: two heads behind the other ops. */
  const other = otherTraining();
  const otherOutputs = other.ops.flatMap((op: TrainingOp) =>
    Object.entries<number>(op.outputs).map(([name, value]) => ({ kind: op.kind, name, value })),
  );

  it.each(otherOutputs)('refuses a wrong shape of $name of $kind, behind two heads', ({ value }) => {
    verify(other);
    const { shape } = other.values[value];
    expect(() => verify(withShape(other, value, [...shape, 2]))).toThrow(
      /is .* not|does not fit|not of . axes|keeps them|different number/,
    );
  });

  const changed = (['norm', 'value'] as const).map((kind) => changedTraining({ kind, limit: 1 }));
  const changedOutputs = changed.flatMap((step) =>
    step.ops.flatMap((op: TrainingOp) =>
      Object.entries<number>(op.outputs).map(([name, value]) => ({ step, kind: op.kind, name, value })),
    ),
  );

  it.each(changedOutputs)('refuses a wrong shape of $name of $kind, with gradients that change', (output) => {
    const { step, value } = output;
    verify(step);
    const { shape } = step.values[value];
    expect(() => verify(withShape(step, value, [...shape, 2]))).toThrow(/is .* not/);
  });

  it('refuses limits of nothing', () => {
    for (const step of changed) {
      const ops = step.ops.map((op) => ('limit' in op ? { ...op, limit: 0 } : op));
      expect(() => verify({ ...step, ops })).toThrow('limited to more than 0');
    }
  });

  it('refuses scores that are not made, and states that change their shape', () => {
    const [head] = graph.heads;
    const heads = [{ ...head, scores: 8 }];
    expect(() => verify({ ...graph, heads })).toThrow('the head output uses value 8 before it is made');
    const [first, second] = graph.states;
    const states = [{ ...first, after: second.after }, ...graph.states.slice(1)];
    expect(() => verify({ ...graph, states })).toThrow('value');
  });

  it('refuses heads that share a target, or whose target has another shape than the scores', () => {
    const [head] = graph.heads;
    expect(() => verify({ ...graph, heads: [head, head] })).toThrow(
      `the target of output makes value ${head.target}, which the target of output has made`,
    );
    expect(() => verify({ ...graph, heads: [{ ...head, scores: 3 }] })).toThrow('is 3, not 4x4x2');
    const value = { ...graph.values[head.target], batched: false };
    expect(() => verify(withValue(graph, head.target, value))).toThrow('lacks a batch axis');
    expect(() => verify({ ...graph, heads: [] })).toThrow('a training step needs a head');
  });

  it('refuses a velocity without momentum', () => {
    const optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false } as const;
    const moving = differentiate(network(), { loss: 'cross-entropy', optimizer });
    verify(moving);
    const ops = moving.ops.map((op) => (op.kind === 'sgd-update' ? { ...op, momentum: 0 } : op));
    expect(() => verify({ ...moving, ops })).toThrow('a velocity belongs to a momentum that is not 0');
  });

  it('refuses to look ahead along no velocity', () => {
    const ops = other.ops.map((op) => (op.kind === 'sgd-update' ? { ...op, nesterov: true } : op));
    expect(() => verify({ ...other, ops })).toThrow('only a velocity can be looked ahead along');
  });
});
