// What clipping, the penalty, decay and freezing put into the graph of a training step.

import { describe, expect, it } from 'vitest';
import type { Optimizer, TrainingGraph } from '../../../compiler/graph/graph.js';
import type { TrainingOp } from '../../../compiler/graph/training-ops.js';
import { verify } from '../../../compiler/graph/verify.js';
import { differentiate, type TrainingChoice } from '../../../compiler/passes/differentiate/index.js';
import { Network } from '../../support/network.js';
import { optimizers } from '../../support/training-settings.js';

/** conv1 → its normalisation → prelu → dropout → conv10 → dense1, between two scopes. */
function network() {
  const network = new Network();
  let x = network.convolution(network.input([4, 4, 1]), { window: 1, maps: 2 }, 'Stage1.conv1');
  x = network.normalization(x, {}, 'Stage1.conv1.bn');
  x = network.dropout(network.prelu(x, 'prelu1'), 0.5, 'Stage1.dropout1');
  x = network.convolution(x, { window: 1, maps: 2 }, 'Stage1.conv10');
  return network.finish(network.dense(network.flatten(x), 1, 'dense1'));
}

function stepWith(choice: Partial<TrainingChoice>): TrainingGraph {
  const step = differentiate(network(), { loss: 'mse', optimizer: optimizers.sgd, ...choice });
  verify(step);
  return step;
}

function opsOf<Kind extends TrainingOp['kind']>(step: TrainingGraph, kind: Kind) {
  return step.ops.filter((op): op is Extract<TrainingOp, { kind: Kind }> => op.kind === kind);
}

/** The names of those that the step leaves as they are. */
function resting(step: TrainingGraph): string[] {
  return step.states.filter(({ before, after }) => before === after).map(({ name }) => name);
}

const trained = [
  'Stage1.conv1/kernel',
  'Stage1.conv1/bias',
  'Stage1.conv1.bn/gamma',
  'Stage1.conv1.bn/beta',
  'prelu1/slope',
  'Stage1.conv10/kernel',
  'Stage1.conv10/bias',
  'dense1/kernel',
  'dense1/bias',
];
const kernels = ['Stage1.conv1', 'Stage1.conv10', 'dense1'];

describe('the optimizer', () => {
  const statesOf = (optimizer: Optimizer) =>
    stepWith({ optimizer })
      .states.filter(({ role }) => role === 'optimizer')
      .map(({ name }) => name);

  it('has its states beside each weight', () => {
    expect(statesOf(optimizers.nesterov)).toEqual(trained.map((name) => `${name}/velocity`));
    expect(statesOf(optimizers.adamw)).toEqual(trained.flatMap((name) => [`${name}/m`, `${name}/v`]));
    expect(statesOf(optimizers.rmsprop)).toEqual(trained.map((name) => `${name}/square`));
  });

  it('decays the kernels of convolutions and dense layers, and nothing else', () => {
    const step = stepWith({ optimizer: { ...optimizers.adamw, decay: 0.01 } as Optimizer });
    const decays = opsOf(step, 'adam-update').map(({ decay }) => decay);
    expect(decays).toEqual(trained.map((name) => (name.endsWith('/kernel') ? 0.01 : 0)));
    expect(
      opsOf(stepWith({ optimizer: optimizers.adam }), 'adam-update').every(({ decay }) => decay === 0),
    ).toBe(true);
  });

  it('has no velocity to look ahead along without momentum', () => {
    const step = stepWith({ optimizer: { kind: 'sgd', rate: 1, momentum: 0, nesterov: true } });
    expect(opsOf(step, 'sgd-update').every(({ nesterov }) => !nesterov)).toBe(true);
  });
});

describe('gradients on their way', () => {
  it('gain the penalty where they are those of kernels', () => {
    const penalties = opsOf(stepWith({ l2: 0.1 }), 'add-penalty');
    expect(penalties.map(({ origin, factor }) => [origin.layer, factor])).toEqual(
      kernels.map((layer) => [layer, 0.1]),
    );
    expect(opsOf(stepWith({ l2: 0 }), 'add-penalty')).toEqual([]);
  });

  it('are measured all together once they have it, and shortened alike', () => {
    const step = stepWith({ l2: 0.1, clip: { kind: 'norm', limit: 3 } });
    const [norm, ...others] = opsOf(step, 'norm-factor');
    expect(others).toEqual([]);
    expect(norm.limit).toBe(3);
    expect(norm.inputs.gradients).toHaveLength(trained.length);
    for (const { outputs } of opsOf(step, 'add-penalty'))
      expect(norm.inputs.gradients).toContain(outputs.gradient);
    const shortened = opsOf(step, 'scale-gradient');
    expect(shortened.map(({ inputs }) => inputs.gradient)).toEqual(norm.inputs.gradients);
    expect(opsOf(step, 'sgd-update').map(({ inputs }) => inputs.gradient)).toEqual(
      shortened.map(({ outputs }) => outputs.gradient),
    );
  });

  it('are each held', () => {
    const held = opsOf(stepWith({ clip: { kind: 'value', limit: 3 } }), 'clamp-gradient');
    expect(held.map(({ limit }) => limit)).toEqual(trained.map(() => 3));
  });
});

describe('freezing', () => {
  const bn = ['gamma', 'beta', 'mean', 'variance'].map((name) => `Stage1.conv1.bn/${name}`);

  it('takes a layer with what belongs to it, and none whose name only begins alike', () => {
    const step = stepWith({ freeze: ['Stage1.conv1'] });
    expect(resting(step)).toEqual(['Stage1.conv1/kernel', 'Stage1.conv1/bias', ...bn]);
  });

  it('takes all of a scope', () => {
    expect(resting(stepWith({ freeze: ['Stage1', 'dense1'] }))).toEqual([
      'Stage1.conv1/kernel',
      'Stage1.conv1/bias',
      ...bn,
      'Stage1.conv10/kernel',
      'Stage1.conv10/bias',
      'dense1/kernel',
      'dense1/bias',
    ]);
  });

  it('ends the way back where nothing before is trained', () => {
    const step = stepWith({ freeze: ['Stage1', 'prelu1'] });
    const back = step.ops.filter(({ kind }) => kind.endsWith('-gradient')).map(({ kind }) => kind);
    expect(back).toEqual(['bias-gradient', 'dense-kernel-gradient']);
    expect(step.masks.map(({ layer }) => layer)).toEqual(['Stage1.dropout1']);
  });

  it('goes back through what is frozen to what is trained before', () => {
    const step = stepWith({ freeze: ['Stage1.conv1.bn', 'prelu1', 'Stage1.conv10', 'dense1'] });
    expect(opsOf(step, 'sgd-update').map(({ origin }) => origin.layer)).toEqual([
      'Stage1.conv1',
      'Stage1.conv1',
    ]);
    expect(opsOf(step, 'batch-normalization')).toHaveLength(1);
    expect(opsOf(step, 'frozen-normalization-gradient')).toHaveLength(1);
    expect(opsOf(step, 'running-average')).toEqual([]);
    expect(opsOf(step, 'convolution-kernel-gradient')).toHaveLength(1);
  });

  it('asks nothing of frozen weights but that they stay', () => {
    const step = stepWith({
      freeze: ['Stage1', 'prelu1'],
      l2: 0.1,
      clip: { kind: 'norm', limit: 1 },
      optimizer: optimizers.adamw,
    });
    expect(opsOf(step, 'norm-factor')[0].inputs.gradients).toHaveLength(2);
    expect(opsOf(step, 'add-penalty').map(({ origin }) => origin.layer)).toEqual(['dense1']);
    const states = step.states.filter(({ role }) => role === 'optimizer');
    expect(states.map(({ name }) => name)).toEqual(
      ['kernel/m', 'kernel/v', 'bias/m', 'bias/v'].map((name) => `dense1/${name}`),
    );
  });

  it('leaves a step that only measures where everything is frozen', () => {
    const step = stepWith({ freeze: ['Stage1', 'prelu1', 'dense1'], clip: { kind: 'norm', limit: 1 } });
    expect(resting(step)).toEqual(step.states.map(({ name }) => name));
    expect(opsOf(step, 'norm-factor')).toEqual([]);
  });

  it('takes nothing where there are no weights, or no such layer', () => {
    expect(resting(stepWith({ freeze: ['Stage1.dropout1', 'Stage'] }))).toEqual([]);
  });
});
