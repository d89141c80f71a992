// The network that the benchmarks measure: the small convolutional net of the MNIST tutorials.

import { GraphBuilder } from '../compiler/graph/builder.js';
import type { Graph } from '../compiler/graph/graph.js';
import { sizeOf, type Shape, type ValueId } from '../compiler/graph/value.js';

/** 28x28x1; two of (5x5 same, relu, pool 2); dense 128, dropout, dense 10. */
export function mnistNetwork(): Graph {
  const builder = new GraphBuilder('mnist');
  let x = builder.input('image', [28, 28, 1]);
  x = convolve(builder, 'conv1', x, 32);
  x = convolve(builder, 'conv2', x, 64);
  const size = sizeOf(builder.shapeOf(x));
  x = builder.apply({ kind: 'reshape', inputs: { x }, shape: [size] }, [size]);
  x = activate(builder, dense(builder, 'dense1', x, 128));
  builder.layer = 'dropout';
  x = builder.apply({ kind: 'dropout', inputs: { x }, rate: 0.4 }, [128]);
  x = dense(builder, 'dense2', x, 10);
  x = builder.apply({ kind: 'softmax', inputs: { x } }, [10]);
  return builder.finish([{ name: 'digit', value: x }]);
}

/** Multiply-accumulates of one image's way forward. */
export const forwardMacs = 28 * 28 * 25 * 32 + 14 * 14 * 25 * 32 * 64 + 7 * 7 * 64 * 128 + 128 * 10;

/** Multiply-accumulates of the first layer, whose input needs no gradient. */
export const firstLayerMacs = 28 * 28 * 25 * 32;

function convolve(builder: GraphBuilder, layer: string, x: ValueId, channels: number): ValueId {
  const [height, width, depth] = builder.shapeOf(x);
  builder.layer = layer;
  const fans = { fanIn: 25 * depth, fanOut: 25 * channels };
  const kernel = builder.weight(`${layer}/kernel`, [5, 5, depth, channels], {
    kind: 'glorot-uniform',
    ...fans,
  });
  const bias = builder.weight(`${layer}/bias`, [channels], { kind: 'zeros' });
  const same = { before: 2, after: 2 };
  const geometry = { window: [5, 5], strides: [1, 1], dilations: [1, 1], padding: [same, same], groups: 1 };
  const inputs = { x, kernel, bias };
  const map = builder.apply({ kind: 'convolution', inputs, geometry }, [height, width, channels]);
  return pool(builder, activate(builder, map));
}

function pool(builder: GraphBuilder, x: ValueId): ValueId {
  const [height, width, channels] = builder.shapeOf(x);
  const none = { before: 0, after: 0 };
  const geometry = { window: [2, 2], strides: [2, 2], padding: [none, none], extension: [0, 0] };
  return builder.apply({ kind: 'max-pool', inputs: { x }, geometry }, [height / 2, width / 2, channels]);
}

function activate(builder: GraphBuilder, x: ValueId): ValueId {
  return builder.apply({ kind: 'activation', inputs: { x }, function: { name: 'relu' } }, builder.shapeOf(x));
}

function dense(builder: GraphBuilder, layer: string, x: ValueId, units: number): ValueId {
  builder.layer = layer;
  const shape: Shape = [sizeOf(builder.shapeOf(x)), units];
  const [fanIn, fanOut] = shape;
  const kernel = builder.weight(`${layer}/kernel`, shape, { kind: 'glorot-uniform', fanIn, fanOut });
  const bias = builder.weight(`${layer}/bias`, [units], { kind: 'zeros' });
  return builder.apply({ kind: 'dense', inputs: { x, kernel, bias } }, [units]);
}
