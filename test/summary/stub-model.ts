// Models written by hand, so that the summary is tested on its own.

import { Source } from '../../grammar/source.js';
import type { Shape } from '../../compiler/graph/value.js';
import type { Layer, Model, WeightSpecification } from '../../compiler/model.js';

type LayerParts = Partial<Layer> & Pick<Layer, 'name' | 'output'>;

/** A layer whose text is its name, on the line that the source gives it. */
export function layer(source: Source, parts: LayerParts): Layer {
  const text = parts.text ?? parts.name;
  const start = Math.max(source.text.indexOf(text), source.text.indexOf(text.split('<')[0]), 0);
  return {
    kind: parts.name.replace(/^.*\.|\d+$/g, ''),
    text,
    source,
    span: { start, end: start + text.length },
    weights: [],
    macs: 0,
    depth: 0,
    receptiveField: [],
    suffixes: [],
    branches: [],
    ...parts,
  };
}

export function weight(role: WeightSpecification['role'], shape: Shape): WeightSpecification {
  const trainable = role !== 'mean' && role !== 'variance';
  return { role, shape, initializer: { kind: 'zeros' }, trainable };
}

export function modelOf(source: Source, layers: readonly Layer[], outputs: Model['outputs'] = []): Model {
  const first = layers.at(0)?.output;
  const inputs = first === undefined ? [] : [{ name: 'input', shape: first }];
  return { name: 'Stub', source, inputs, outputs, layers };
}

const smallText = `input 8x8x3
conv 4 3x3 same bn relu
inception <conv 2 1x1 | conv 2 1x1; conv 6 3x3>
pool max 2
dense 10 softmax
`;

/** 8x8x3 through a convolution with batch normalisation and an inception of two branches. */
export function smallModel(): Model {
  const source = new Source('small.cnn', smallText);
  const bn = layer(source, {
    name: 'conv1.bn',
    output: [8, 8, 4],
    weights: [weight('gamma', [4]), weight('beta', [4]), weight('mean', [4]), weight('variance', [4])],
  });
  const conv = layer(source, {
    name: 'conv1',
    text: 'conv 4 3x3 same bn relu',
    output: [8, 8, 4],
    weights: [weight('kernel', [3, 3, 3, 4]), weight('bias', [4])],
    macs: 8 * 8 * 3 * 3 * 3 * 4,
    receptiveField: [3, 3],
    suffixes: [bn, layer(source, { name: 'conv1.relu', output: [8, 8, 4] })],
  });
  const branchConv = (name: string, text: string, window: number, channels: number, maps: number): Layer =>
    layer(source, {
      name: `inception1.${name}`,
      text,
      output: [8, 8, maps],
      weights: [weight('kernel', [window, window, channels, maps]), weight('bias', [maps])],
      macs: 8 * 8 * window * window * channels * maps,
      receptiveField: [window + 2, window + 2],
    });
  const inception = layer(source, {
    name: 'inception1',
    text: 'inception <...>',
    output: [8, 8, 8],
    receptiveField: [5, 5],
    branches: [
      [branchConv('conv1', 'conv 2 1x1', 1, 4, 2)],
      [branchConv('conv2', 'conv 2 1x1', 1, 4, 2), branchConv('conv3', 'conv 6 3x3', 3, 2, 6)],
    ],
  });
  const layers = [
    layer(source, { name: 'input', text: 'input 8x8x3', output: [8, 8, 3], receptiveField: [1, 1] }),
    conv,
    inception,
  ];
  return modelOf(source, layers, [{ name: 'output', shape: [8, 8, 8] }]);
}

/** The same, broken by a layer whose output is unknown, with one more behind it. */
export function brokenModel(): Model {
  const model = smallModel();
  const unknown = layer(model.source, { name: 'dense1', text: 'dense 10 softmax', output: undefined });
  return modelOf(model.source, [
    ...model.layers,
    unknown,
    layer(model.source, { name: 'after1', output: [10] }),
  ]);
}
