// Networks for the tests of emitters, written layer by layer under the language's names for them.

import { glorotUniform, ones, zeros } from '../../compiler/graph/initializers.js';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, GraphOutput } from '../../compiler/graph/graph.js';
import type { ActivationFunction, Padding } from '../../compiler/graph/ops.js';
import { sizeOf, type Initializer, type Shape, type ValueId } from '../../compiler/graph/value.js';
import type { Random } from '../../runtime/random.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';

/** Of height and width. */
type Pair = readonly [number, number];

export interface WindowChoice {
  readonly window: number | Pair;
  readonly stride?: number | Pair;
  /** Both sides of both axes, or `same`, or before and after of height and of width. */
  readonly pad?: number | 'same' | readonly [number, number, number, number];
}

export interface ConvolutionChoice extends WindowChoice {
  readonly maps: number;
  readonly dilation?: number | Pair;
  readonly groups?: number;
  readonly bias?: boolean;
  readonly initializer?: Initializer;
}

export interface PoolChoice extends WindowChoice {
  /** Rounds sizes up. */
  readonly ceil?: boolean;
  readonly includePadding?: boolean;
}

export interface NormalizationChoice {
  readonly scale?: boolean;
  readonly center?: boolean;
  readonly epsilon?: number;
  readonly momentum?: number;
}

export class Network {
  readonly builder: GraphBuilder;

  constructor(name: string) {
    this.builder = new GraphBuilder(name);
  }

  input(shape: Shape, name = 'input'): ValueId {
    return this.builder.input(name, shape);
  }

  convolution(layer: string, x: ValueId, choice: ConvolutionChoice): ValueId {
    this.builder.layer = layer;
    const [height, width, depth] = this.builder.shapeOf(x);
    const { maps, groups = 1, bias = true } = choice;
    const [window, strides, dilations] = [
      pair(choice.window),
      pair(choice.stride ?? 1),
      pair(choice.dilation ?? 1),
    ];
    const extent = window.map((size, axis) => dilations[axis] * (size - 1) + 1);
    const padding = paddingOf(choice.pad, [height, width], extent, strides);
    const size = [height, width].map((length, axis) =>
      count(length, extent[axis], strides[axis], padding[axis]),
    );
    const area = window[0] * window[1];
    const start = choice.initializer ?? glorotUniform((area * depth) / groups, area * maps);
    const inputs = {
      x,
      kernel: this.builder.weight(`${layer}/kernel`, [...window, depth / groups, maps], start),
      ...(bias && { bias: this.builder.weight(`${layer}/bias`, [maps], zeros) }),
    };
    const geometry = { window, strides, padding, dilations, groups };
    return this.builder.apply({ kind: 'convolution', inputs, geometry }, [...size, maps]);
  }

  pool(layer: string, kind: 'max' | 'average', x: ValueId, choice: PoolChoice): ValueId {
    this.builder.layer = layer;
    const [height, width, depth] = this.builder.shapeOf(x);
    const window = pair(choice.window);
    const strides = pair(choice.stride ?? choice.window);
    const padding = paddingOf(choice.pad, [height, width], window, strides);
    const extension: number[] = [];
    const size = [height, width].map((length, axis) => {
      const { before, after } = padding[axis];
      const rest = length + before + after - window[axis];
      const up = Math.ceil(rest / strides[axis]);
      // No window starts beyond the map.
      const steps =
        choice.ceil && up * strides[axis] < length + before ? up : Math.floor(rest / strides[axis]);
      extension.push(Math.max(0, steps * strides[axis] - rest));
      return steps + 1;
    });
    const geometry = { window, strides, padding, extension };
    const inputs = { x };
    if (kind === 'max') return this.builder.apply({ kind: 'max-pool', inputs, geometry }, [...size, depth]);
    const includePadding = choice.includePadding ?? false;
    return this.builder.apply({ kind: 'average-pool', inputs, geometry, includePadding }, [...size, depth]);
  }

  /** The whole map in one window, as a row. */
  globalAverage(layer: string, x: ValueId): ValueId {
    const [height, width] = this.builder.shapeOf(x);
    return this.flatten(layer, this.pool(layer, 'average', x, { window: [height, width] }));
  }

  dense(layer: string, x: ValueId, units: number, bias = true): ValueId {
    this.builder.layer = layer;
    const [width] = this.builder.shapeOf(x);
    const inputs = {
      x,
      kernel: this.builder.weight(`${layer}/kernel`, [width, units], glorotUniform(width, units)),
      ...(bias && { bias: this.builder.weight(`${layer}/bias`, [units], zeros) }),
    };
    return this.builder.apply({ kind: 'dense', inputs }, [units]);
  }

  normalization(layer: string, x: ValueId, choice: NormalizationChoice = {}): ValueId {
    this.builder.layer = layer;
    const channels = this.builder.shapeOf(x).slice(-1);
    const { scale = true, center = true, epsilon = 1e-3, momentum = 0.99 } = choice;
    const inputs = {
      x,
      ...(scale && { gamma: this.builder.weight(`${layer}/gamma`, channels, ones) }),
      ...(center && { beta: this.builder.weight(`${layer}/beta`, channels, zeros) }),
      mean: this.builder.weight(`${layer}/mean`, channels, zeros, false),
      variance: this.builder.weight(`${layer}/variance`, channels, ones, false),
    };
    return this.builder.apply(
      { kind: 'batch-normalization', inputs, epsilon, momentum },
      this.builder.shapeOf(x),
    );
  }

  activation(layer: string, x: ValueId, chosen: ActivationFunction): ValueId {
    this.builder.layer = layer;
    return this.builder.apply(
      { kind: 'activation', inputs: { x }, function: chosen },
      this.builder.shapeOf(x),
    );
  }

  relu(layer: string, x: ValueId): ValueId {
    return this.activation(layer, x, { name: 'relu' });
  }

  prelu(layer: string, x: ValueId): ValueId {
    this.builder.layer = layer;
    const channels = this.builder.shapeOf(x).slice(-1);
    const slope = this.builder.weight(`${layer}/slope`, channels, { kind: 'constant', value: 0.25 });
    return this.builder.apply({ kind: 'prelu', inputs: { x, slope } }, this.builder.shapeOf(x));
  }

  dropout(layer: string, x: ValueId, rate: number): ValueId {
    this.builder.layer = layer;
    return this.builder.apply({ kind: 'dropout', inputs: { x }, rate }, this.builder.shapeOf(x));
  }

  softmax(layer: string, x: ValueId): ValueId {
    this.builder.layer = layer;
    return this.builder.apply({ kind: 'softmax', inputs: { x } }, this.builder.shapeOf(x));
  }

  reshape(layer: string, x: ValueId, shape: Shape): ValueId {
    this.builder.layer = layer;
    return this.builder.apply({ kind: 'reshape', inputs: { x }, shape }, shape);
  }

  flatten(layer: string, x: ValueId): ValueId {
    return this.reshape(layer, x, [sizeOf(this.builder.shapeOf(x))]);
  }

  concat(layer: string, ...parts: readonly ValueId[]): ValueId {
    this.builder.layer = layer;
    const shapes = parts.map((part) => this.builder.shapeOf(part));
    const channels = shapes.reduce((sum, shape) => sum + shape[shape.length - 1], 0);
    return this.builder.apply({ kind: 'concat', inputs: { parts } }, [...shapes[0].slice(0, -1), channels]);
  }

  add(layer: string, ...parts: readonly ValueId[]): ValueId {
    this.builder.layer = layer;
    return this.builder.apply({ kind: 'add', inputs: { parts } }, this.builder.shapeOf(parts[0]));
  }

  finish(...outputs: readonly (ValueId | GraphOutput)[]): Graph {
    return this.builder.finish(
      outputs.map((output) => (typeof output === 'number' ? { name: 'output', value: output } : output)),
    );
  }
}

function pair(size: number | Pair): Pair {
  return typeof size === 'number' ? [size, size] : size;
}

function count(size: number, extent: number, stride: number, { before, after }: Padding): number {
  return Math.floor((size + before + after - extent) / stride) + 1;
}

function paddingOf(
  pad: WindowChoice['pad'],
  size: readonly number[],
  extent: readonly number[],
  strides: readonly number[],
): Padding[] {
  if (pad === undefined || typeof pad === 'number') {
    const both = { before: pad ?? 0, after: pad ?? 0 };
    return [both, both];
  }
  if (pad !== 'same') {
    const [top, bottom, left, right] = pad;
    return [
      { before: top, after: bottom },
      { before: left, after: right },
    ];
  }
  return size.map((length, axis) => {
    const total = Math.max(
      0,
      (Math.ceil(length / strides[axis]) - 1) * strides[axis] + extent[axis] - length,
    );
    const before = Math.floor(total / 2);
    return { before, after: total - before };
  });
}

/** Numbers between −1 and 1. */
export function randomTensor(random: Random, shape: Shape): Tensor {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random.uniform() * 2 - 1) };
}

/** Weights between −½ and ½, as far apart as they are in a trained network; variances around 1. */
export function randomWeights(graph: Graph, random: Random): Weights {
  return new Map(
    graph.weights.map(({ name, value }) => {
      const { shape, data } = randomTensor(random, graph.values[value].shape);
      const centre = /(gamma|variance)$/.test(name) ? 1 : 0;
      return [name, { shape, data: data.map((number) => centre + number / 2) }];
    }),
  );
}
