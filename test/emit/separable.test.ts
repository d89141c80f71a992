// Separable convolutions, two ops of one layer with a kernel each: one layer of tfjs where it has one
// that fits, else two, and weights found under the names of the language either way.

import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { glorotUniform, heUniform, zeros } from '../../compiler/graph/initializers.js';
import type { Initializer, ValueId } from '../../compiler/graph/value.js';
import { predict } from '../support/generated-model.js';
import { differenceFromReference, trial } from './run-module.js';
import { slopeError } from './slope.js';
import { throughJson } from './through-json.js';

beforeAll(() => tf.setBackend('cpu'));

interface Choice {
  readonly map: readonly number[];
  readonly dilation?: number;
  readonly multiplier?: number;
  readonly bias?: boolean;
  readonly start?: (fanIn: number, fanOut: number) => Initializer;
}

/** A separable convolution in the layer `block1.sep1`, a ReLU, and a depthwise convolution. */
function separable({ map, dilation = 1, multiplier = 1, bias = true, start = glorotUniform }: Choice): Graph {
  const builder = new GraphBuilder('Separable');
  const x = builder.input('image', [...map, 4]);
  builder.layer = 'block1.sep1';
  const depthwise = depthwiseConvolution(builder, x, 'depthwise', { dilation, multiplier, start });
  const [size, middle] = [builder.shapeOf(depthwise).slice(0, -1), 4 * multiplier];
  const ones = map.map(() => 1);
  const kernel = builder.weight('block1.sep1/pointwise', [...ones, middle, 3], start(middle, 3));
  const y = builder.apply(
    {
      kind: 'convolution',
      inputs: {
        x: depthwise,
        kernel,
        ...(bias && { bias: builder.weight('block1.sep1/bias', [3], zeros) }),
      },
      geometry: { window: ones, strides: ones, padding: ones.map(() => none), dilations: ones, groups: 1 },
    },
    [...size, 3],
  );
  const active = builder.apply({ kind: 'activation', inputs: { x: y }, function: { name: 'relu' } }, [
    ...size,
    3,
  ]);
  builder.layer = 'depthwise1';
  const last = depthwiseConvolution(builder, active, 'kernel', { dilation: 1, multiplier: 1, start });
  return builder.finish([{ name: 'output', value: last }]);
}

const none = { before: 0, after: 0 };

type Depthwise = Required<Pick<Choice, 'dilation' | 'multiplier' | 'start'>>;

function depthwiseConvolution(builder: GraphBuilder, x: ValueId, role: string, choice: Depthwise): ValueId {
  const shape = builder.shapeOf(x);
  const [map, channels] = [shape.slice(0, -1), shape[shape.length - 1]];
  const window = map.map(() => 3);
  const maps = channels * choice.multiplier;
  const taps = 3 ** map.length;
  const kernel = builder.weight(
    `${builder.layer}/${role}`,
    [...window, 1, maps],
    choice.start(taps, taps * maps),
  );
  const geometry = {
    window,
    strides: map.map(() => 1),
    padding: map.map(() => ({ before: 1, after: 1 })),
    dilations: map.map(() => choice.dilation),
    groups: channels,
  };
  const size = map.map((length) => length + 2 - 2 * choice.dilation);
  return builder.apply({ kind: 'convolution', inputs: { x, kernel }, geometry }, [...size, maps]);
}

const choices: Readonly<Record<string, Choice>> = {
  'over a plane': { map: [6, 7] },
  'without a bias': { map: [6, 7], bias: false },
  'that starts by He': { map: [6, 7], start: heUniform },
  'with a multiplier': { map: [6, 7], multiplier: 2 },
  dilated: { map: [6, 7], dilation: 2 },
  'over a sequence': { map: [9] },
  'in space': { map: [4, 5, 4] },
};

describe('a separable convolution', () => {
  it.each(Object.entries(choices))('%s', async (_, choice) => {
    const graph = separable(choice);
    expect(await differenceFromReference(graph)).toBeLessThan(1e-5);
    const run = await trial(graph, 4);
    expect(slopeError(graph, run)).toBeLessThan(1e-4);
    const loaded = await throughJson(run.model);
    expect(predict(loaded, run.inputs)).toEqual(predict(run.model, run.inputs));
  });

  it('is one layer of tfjs where that starts both kernels as the network does', async () => {
    const text = await emitTypeScript(separable({ map: [6, 7] }), { sourceName: 'test.cnn' });
    expect(text).toContain("tf.layers.separableConv2d({\n        name: 'block1.sep1',\n        filters: 3,");
    expect(text).not.toContain("'block1.sep1.depthwise'");
    const started = await emitTypeScript(separable({ map: [6, 7], start: heUniform }), {
      sourceName: 'test.cnn',
    });
    expect(started).not.toContain('separableConv2d');
    expect(started).toContain(
      '\'block1.sep1.pointwise/kernel\': "block1.sep1/pointwise"'.replaceAll('"', "'"),
    );
  });
});
