// Training steps with several outputs: which losses, gradients and forward ops they are made of.

import { describe, expect, it } from 'vitest';
import { inputsOf, type Graph, type Optimizer, type TrainingGraph } from '../../../compiler/graph/graph.js';
import type { ValueId } from '../../../compiler/graph/value.js';
import { verify } from '../../../compiler/graph/verify.js';
import { differentiate } from '../../../compiler/passes/differentiate/index.js';
import { Network } from '../../support/network.js';

const optimizer: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0, nesterov: false };

interface Trunk {
  readonly network: Network;
  readonly hidden: ValueId;
}

/** input → dense1, from which heads go on. */
function trunk(): Trunk {
  const network = new Network('heads');
  return { network, hidden: network.dense(network.input([4]), { units: 3, bias: false }) };
}

/** A class by softmax and a number, from one trunk. */
function classAndNumber(): Graph {
  const { network, hidden } = trunk();
  const scores = network.dense(hidden, { units: 2, bias: false });
  const number = network.dense(hidden, { units: 1, bias: false });
  return network.finish({ name: 'class', value: network.softmax(scores) }, { name: 'number', value: number });
}

function kindsOf({ ops }: TrainingGraph): string[] {
  return ops.map(({ kind }) => kind);
}

describe('the losses of several outputs', () => {
  it('are each that of the output, or else the common one, with weight 1', () => {
    const outputLosses = [{ output: 'number', loss: 'mae', weight: 0.5 }] as const;
    const graph = differentiate(classAndNumber(), { loss: 'cross-entropy', outputLosses, optimizer });
    verify(graph);
    const [scores, number] = [graph.ops[1].outputs, graph.ops[2].outputs] as { y: ValueId }[];
    expect(graph.heads).toEqual([
      {
        output: 'class',
        loss: 'cross-entropy',
        weight: 1,
        scores: scores.y,
        target: graph.heads[0].target,
      },
      { output: 'number', loss: 'mae', weight: 0.5, scores: number.y, target: graph.heads[1].target },
    ]);
    const sum = graph.ops.find((op) => op.kind === 'weighted-sum');
    expect(sum).toMatchObject({ weights: [1, 0.5], outputs: { sum: graph.loss }, origin: { layer: 'loss' } });
  });

  it('scale their gradient only where the weight is not 1, and add where their paths meet', () => {
    const outputLosses = [{ output: 'number', loss: 'mae', weight: 0.5 }] as const;
    const graph = differentiate(classAndNumber(), { loss: 'cross-entropy', outputLosses, optimizer });
    expect(kindsOf(graph)).toEqual([
      ...['dense', 'dense', 'dense'],
      ...['softmax-cross-entropy', 'mean-absolute-error', 'affine', 'weighted-sum'],
      ...['dense-kernel-gradient', 'dense-input-gradient', 'dense-kernel-gradient', 'dense-input-gradient'],
      ...['add', 'dense-kernel-gradient'],
      ...['sgd-update', 'sgd-update', 'sgd-update'],
    ]);
    expect(graph.ops[5]).toMatchObject({ factor: 0.5, offset: 0 });
  });

  it('scale no gradient that nobody wants', () => {
    const network = new Network('bare');
    const x = network.input([2]);
    const graph = network.finish({ name: 'a', value: x }, { name: 'b', value: x });
    const outputLosses = [{ output: 'b', loss: 'mse', weight: 2 }] as const;
    const training = differentiate(graph, { loss: 'mse', outputLosses, optimizer });
    verify(training);
    expect(kindsOf(training)).toEqual(['mean-squared-error', 'mean-squared-error', 'weighted-sum']);
  });

  it('are no sum where there is one of weight 1; another weight counts also alone', () => {
    const { network, hidden } = trunk();
    const graph = network.finish(hidden);
    expect(kindsOf(differentiate(graph, { loss: 'mse', optimizer }))).not.toContain('weighted-sum');
    const outputLosses = [{ output: 'output', loss: 'mse', weight: 2 }] as const;
    const weighted = differentiate(graph, { loss: 'mae', outputLosses, optimizer });
    expect(kindsOf(weighted).slice(1, 4)).toEqual(['mean-squared-error', 'affine', 'weighted-sum']);
  });

  it('belong to outputs that there are', () => {
    const outputLosses = [{ output: 'colour', loss: 'mse', weight: 1 }] as const;
    expect(() => differentiate(classAndNumber(), { loss: 'mse', outputLosses, optimizer })).toThrow(
      'a loss is given for colour, which is no output of heads',
    );
    const none = { ...classAndNumber(), outputs: [] };
    expect(() => differentiate(none, { loss: 'mse', optimizer })).toThrow('heads has no output to train');
  });
});

describe('a softmax that a loss contains', () => {
  const choice = { loss: 'cross-entropy', optimizer } as const;

  it('is left out where nothing else reads it', () => {
    const graph = differentiate(classAndNumber(), {
      ...choice,
      outputLosses: [{ output: 'number', loss: 'mse', weight: 1 }],
    });
    expect(kindsOf(graph)).not.toContain('softmax');
  });

  it('stays where another output is made from it, and both gradients reach its scores', () => {
    const { network, hidden } = trunk();
    const scores = network.dense(hidden, { units: 2, bias: false });
    const shares = network.softmax(scores);
    const doubled = network.affine(shares, 2);
    const graph = network.finish({ name: 'class', value: shares }, { name: 'double', value: doubled });
    const outputLosses = [{ output: 'double', loss: 'mse', weight: 1 }] as const;
    const training = differentiate(graph, { ...choice, outputLosses });
    verify(training);
    expect(training.heads.map((head) => head.scores)).toEqual([scores, doubled]);
    expect(kindsOf(training).slice(0, 4)).toEqual(['dense', 'dense', 'softmax', 'affine']);
    const sum = training.ops.find((op) => op.kind === 'add');
    const makers = training.ops.filter((op) =>
      Object.values<ValueId>(op.outputs).some((value) => sum !== undefined && inputsOf(sum).includes(value)),
    );
    expect(makers.map(({ kind }) => kind)).toEqual(['softmax-cross-entropy', 'softmax-gradient']);
  });

  it('stays where another loss looks at the same output', () => {
    const { network, hidden } = trunk();
    const shares = network.softmax(hidden);
    const graph = network.finish({ name: 'class', value: shares }, { name: 'shares', value: shares });
    const outputLosses = [{ output: 'shares', loss: 'mse', weight: 1 }] as const;
    const training = differentiate(graph, { ...choice, outputLosses });
    verify(training);
    expect(training.heads.map((head) => head.scores)).toEqual([hidden, shares]);
    expect(kindsOf(training)).toContain('softmax');
  });
});

describe('idle dropout', () => {
  it('before an output is left out as elsewhere', () => {
    const { network, hidden } = trunk();
    const graph = network.finish(
      { name: 'a', value: network.dropout(hidden, 0) },
      { name: 'b', value: network.softmax(network.dropout(hidden, 0)) },
    );
    const training = differentiate(graph, {
      loss: 'cross-entropy',
      outputLosses: [{ output: 'a', loss: 'mse', weight: 1 }],
      optimizer,
    });
    expect(training.heads.map((head) => head.scores)).toEqual([hidden, hidden]);
  });
});
