// Networks for the tests of this engine, written layer by layer; sizes follow from geometry, and
// weights are random numbers from a seed.

import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { ActivationFunction, Padding } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape, type ValueId } from '../../compiler/graph/value.js';
import type { Random } from '../../runtime/random.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';

/** One number, or one an axis. */
type PerAxis<T> = T | readonly T[];

export interface ConvolutionChoice {
  readonly window: PerAxis<number>;
  readonly channels: number;
  readonly strides?: PerAxis<number>;
  readonly padding?: PerAxis<Padding>;
  readonly dilations?: PerAxis<number>;
  readonly groups?: number;
  readonly bias?: boolean;
}

export interface PoolChoice {
  readonly window: PerAxis<number>;
  readonly strides?: PerAxis<number>;
  readonly padding?: PerAxis<Padding>;
  /** Rounds sizes up. */
  readonly ceil?: boolean;
  readonly includePadding?: boolean;
}

const none: Padding = { before: 0, after: 0 };

export class Network {
  readonly builder = new GraphBuilder('test');
  private layers = 0;

  input(...shape: number[]): ValueId {
    return this.builder.input('x', shape);
  }

  shape(x: ValueId): Shape {
    return this.builder.shapeOf(x);
  }

  convolution(x: ValueId, choice: ConvolutionChoice): ValueId {
    const layer = this.layer('convolution');
    const { map, depth } = this.split(x);
    const { channels, groups = 1, bias = true } = choice;
    const geometry = {
      window: perAxis(choice.window, map),
      strides: perAxis(choice.strides ?? 1, map),
      padding: perAxis(choice.padding ?? none, map),
      dilations: perAxis(choice.dilations ?? 1, map),
      groups,
    };
    const size = map.map((length, axis) => {
      const { before, after } = geometry.padding[axis];
      const reach = geometry.dilations[axis] * (geometry.window[axis] - 1) + 1;
      return Math.floor((length + before + after - reach) / geometry.strides[axis]) + 1;
    });
    const inputs = {
      x,
      kernel: this.weight(layer, 'kernel', [...geometry.window, depth / groups, channels]),
      ...(bias ? { bias: this.weight(layer, 'bias', [channels]) } : {}),
    };
    return this.builder.apply({ kind: 'convolution', inputs, geometry }, [...size, channels]);
  }

  maxPool(x: ValueId, choice: PoolChoice): ValueId {
    this.layer('pool');
    const [geometry, shape] = this.pool(x, choice);
    return this.builder.apply({ kind: 'max-pool', inputs: { x }, geometry }, shape);
  }

  averagePool(x: ValueId, choice: PoolChoice): ValueId {
    this.layer('pool');
    const [geometry, shape] = this.pool(x, choice);
    const includePadding = choice.includePadding ?? false;
    return this.builder.apply({ kind: 'average-pool', inputs: { x }, geometry, includePadding }, shape);
  }

  dense(x: ValueId, units: number, bias = true): ValueId {
    const layer = this.layer('dense');
    const inputs = {
      x,
      kernel: this.weight(layer, 'kernel', [...this.shape(x), units]),
      ...(bias ? { bias: this.weight(layer, 'bias', [units]) } : {}),
    };
    return this.builder.apply({ kind: 'dense', inputs }, [units]);
  }

  batchNormalization(x: ValueId, affine = true, epsilon = 1e-3, momentum = 0.99): ValueId {
    const layer = this.layer('normalization');
    const channels = this.shape(x).slice(-1);
    const inputs = {
      x,
      ...(affine
        ? { gamma: this.weight(layer, 'gamma', channels), beta: this.weight(layer, 'beta', channels) }
        : {}),
      mean: this.weight(layer, 'mean', channels, false),
      variance: this.weight(layer, 'variance', channels, false),
    };
    return this.builder.apply({ kind: 'batch-normalization', inputs, epsilon, momentum }, this.shape(x));
  }

  activation(x: ValueId, chosen: ActivationFunction): ValueId {
    this.layer(chosen.name);
    return this.builder.apply({ kind: 'activation', inputs: { x }, function: chosen }, this.shape(x));
  }

  prelu(x: ValueId): ValueId {
    const slope = this.weight(this.layer('prelu'), 'slope', this.shape(x).slice(-1));
    return this.builder.apply({ kind: 'prelu', inputs: { x, slope } }, this.shape(x));
  }

  dropout(x: ValueId, rate: number): ValueId {
    this.layer('dropout');
    return this.builder.apply({ kind: 'dropout', inputs: { x }, rate }, this.shape(x));
  }

  softmax(x: ValueId): ValueId {
    this.layer('softmax');
    return this.builder.apply({ kind: 'softmax', inputs: { x } }, this.shape(x));
  }

  reshape(x: ValueId, ...shape: number[]): ValueId {
    this.layer('reshape');
    return this.builder.apply({ kind: 'reshape', inputs: { x }, shape }, shape);
  }

  flatten(x: ValueId): ValueId {
    return this.reshape(x, sizeOf(this.shape(x)));
  }

  concat(...parts: ValueId[]): ValueId {
    this.layer('concat');
    const channels = parts.map((part) => this.shape(part).at(-1) ?? 0);
    const sum = channels.reduce((total, count) => total + count);
    return this.builder.apply({ kind: 'concat', inputs: { parts } }, [...this.split(parts[0]).map, sum]);
  }

  add(...parts: ValueId[]): ValueId {
    this.layer('add');
    return this.builder.apply({ kind: 'add', inputs: { parts } }, this.shape(parts[0]));
  }

  finish(y: ValueId): Graph {
    return this.builder.finish([{ name: 'y', value: y }]);
  }

  private layer(kind: string): string {
    return (this.builder.layer = `${kind}${this.layers++}`);
  }

  private weight(layer: string, name: string, shape: Shape, trainable = true): ValueId {
    return this.builder.weight(`${layer}/${name}`, shape, { kind: 'zeros' }, trainable);
  }

  private split(x: ValueId): { map: Shape; depth: number } {
    const shape = this.shape(x);
    return { map: shape.slice(0, -1), depth: shape[shape.length - 1] };
  }

  private pool(x: ValueId, { window, strides, padding, ceil = false }: PoolChoice) {
    const { map, depth } = this.split(x);
    const geometry = {
      window: perAxis(window, map),
      strides: perAxis(strides ?? window, map),
      padding: perAxis(padding ?? none, map),
      extension: [] as number[],
    };
    const size = map.map((length, axis) => {
      const { before, after } = geometry.padding[axis];
      const [reach, stride] = [geometry.window[axis], geometry.strides[axis]];
      const rest = length + before + after - reach;
      const up = Math.ceil(rest / stride);
      // No window starts beyond the map.
      const steps = ceil && up * stride < length + before ? up : Math.floor(rest / stride);
      geometry.extension.push(Math.max(0, steps * stride - rest));
      return steps + 1;
    });
    return [geometry, [...size, depth]] as const;
  }
}

function perAxis<T>(value: PerAxis<T>, map: Shape): T[] {
  return Array.isArray(value) ? [...(value as readonly T[])] : map.map(() => value as T);
}

/** Numbers between −1 and 1. */
export function randomTensor(random: Random, shape: Shape): Tensor {
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random.uniform() * 2 - 1) };
}

/** Weights between −½ and ½; gammas and variances between ½ and 1½. */
export function randomWeights(graph: Graph, random: Random): Weights {
  return new Map(
    graph.weights.map(({ name, value }) => {
      const { shape, data } = randomTensor(random, graph.values[value].shape);
      const centre = /gamma|variance/.test(name) ? 1 : 0;
      return [name, { shape, data: data.map((number) => centre + number / 2) }];
    }),
  );
}
