// Networks for tests, written layer by layer under the language's names for them. Each layer can be
// named last; else it is called after its kind and numbered, as in `conv1`.

import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph, GraphOutput } from '../../compiler/graph/graph.js';
import { glorotUniform, ones, zeros } from '../../compiler/graph/initializers.js';
import type { ActivationFunction, LocalResponseNormalization, Upsample } from '../../compiler/graph/ops.js';
import { sizeOf, type Initializer, type Shape, type ValueId } from '../../compiler/graph/value.js';
import {
  edgesOf,
  kernelWindows,
  perAxis,
  poolWindows,
  transposedWindows,
  type KernelChoice,
  type PerAxis,
  type PoolChoice,
  type Sides,
  type TransposedChoice,
} from './windows.js';

export interface ConvolutionChoice extends KernelChoice {
  readonly maps: number;
  readonly bias?: boolean;
}

export interface TransposedConvolutionChoice extends TransposedChoice {
  readonly maps: number;
  readonly bias?: boolean;
}

export interface UpsampleChoice {
  readonly factor: PerAxis;
  readonly mode?: Upsample['mode'];
}

/** One for both sides of all axes, or before and after of all axes, or those of each axis. */
type Edges = number | Sides | readonly Sides[];

type ResponseChoice = Partial<Pick<LocalResponseNormalization, 'size' | 'alpha' | 'beta' | 'k'>>;

export interface DenseChoice {
  readonly units: number;
  readonly bias?: boolean;
}

export interface NormalizationChoice {
  readonly scale?: boolean;
  readonly center?: boolean;
  readonly epsilon?: number;
  readonly momentum?: number;
}

export class Network {
  private readonly builder: GraphBuilder;
  private readonly counts = new Map<string, number>();

  constructor(name = 'test') {
    this.builder = new GraphBuilder(name);
  }

  shapeOf(x: ValueId): Shape {
    return this.builder.shapeOf(x);
  }

  input(shape: Shape, name = 'input'): ValueId {
    return this.builder.input(name, shape);
  }

  convolution(x: ValueId, choice: ConvolutionChoice, layer?: string): ValueId {
    this.begin('conv', layer);
    const { map, depth } = this.split(x);
    const { maps, bias = true } = choice;
    const { geometry, size } = kernelWindows(choice, map);
    const { window, groups } = geometry;
    const area = sizeOf(window);
    const start = glorotUniform((area * depth) / groups, area * maps);
    const inputs = {
      x,
      kernel: this.weight('kernel', [...window, depth / groups, maps], start),
      ...(bias && { bias: this.weight('bias', [maps]) }),
    };
    return this.builder.apply({ kind: 'convolution', inputs, geometry }, [...size, maps]);
  }

  transposedConvolution(x: ValueId, choice: TransposedConvolutionChoice, layer?: string): ValueId {
    this.begin('deconv', layer);
    const { map, depth } = this.split(x);
    const { maps, bias = true } = choice;
    const { geometry, size } = transposedWindows(choice, map);
    const { window, groups } = geometry;
    const area = sizeOf(window);
    const start = glorotUniform((area * depth) / groups, area * maps);
    const inputs = {
      x,
      kernel: this.weight('kernel', [...window, maps / groups, depth], start),
      ...(bias && { bias: this.weight('bias', [maps]) }),
    };
    return this.builder.apply({ kind: 'transposed-convolution', inputs, geometry }, [...size, maps]);
  }

  maxPool(x: ValueId, choice: PoolChoice, layer?: string): ValueId {
    this.begin('pool', layer);
    const { map, depth } = this.split(x);
    const { geometry, size } = poolWindows(choice, map);
    return this.builder.apply({ kind: 'max-pool', inputs: { x }, geometry }, [...size, depth]);
  }

  averagePool(x: ValueId, choice: PoolChoice, layer?: string): ValueId {
    this.begin('pool', layer);
    const { map, depth } = this.split(x);
    const { geometry, size } = poolWindows(choice, map);
    const { includePadding = false } = choice;
    const op = { kind: 'average-pool', inputs: { x }, geometry, includePadding } as const;
    return this.builder.apply(op, [...size, depth]);
  }

  /** The whole map in one window, as a row. */
  globalAverage(x: ValueId, layer?: string): ValueId {
    return this.flatten(this.averagePool(x, { window: this.split(x).map }, layer), layer);
  }

  dense(x: ValueId, choice: number | DenseChoice, layer?: string): ValueId {
    this.begin('dense', layer);
    const { units, bias = true } = typeof choice === 'number' ? { units: choice } : choice;
    const [width] = this.shapeOf(x);
    const inputs = {
      x,
      kernel: this.weight('kernel', [width, units], glorotUniform(width, units)),
      ...(bias && { bias: this.weight('bias', [units]) }),
    };
    return this.builder.apply({ kind: 'dense', inputs }, [units]);
  }

  normalization(x: ValueId, choice: NormalizationChoice = {}, layer?: string): ValueId {
    this.begin('bn', layer);
    const channels = this.shapeOf(x).slice(-1);
    const { scale = true, center = true, epsilon = 1e-3, momentum = 0.99 } = choice;
    const inputs = {
      x,
      ...(scale && { gamma: this.weight('gamma', channels, ones) }),
      ...(center && { beta: this.weight('beta', channels) }),
      mean: this.weight('mean', channels, zeros, false),
      variance: this.weight('variance', channels, ones, false),
    };
    const op = { kind: 'batch-normalization', inputs, epsilon, momentum } as const;
    return this.builder.apply(op, this.shapeOf(x));
  }

  activation(x: ValueId, chosen: ActivationFunction, layer?: string): ValueId {
    this.begin(chosen.name, layer);
    return this.builder.apply({ kind: 'activation', inputs: { x }, function: chosen }, this.shapeOf(x));
  }

  relu(x: ValueId, layer?: string): ValueId {
    return this.activation(x, { name: 'relu' }, layer);
  }

  /** One after another with the same slopes, where there are several. */
  prelu(x: ValueId, layer?: string, times = 1): ValueId {
    this.begin('prelu', layer);
    const shape = this.shapeOf(x);
    const slope = this.weight('slope', shape.slice(-1), { kind: 'constant', value: 0.25 });
    let y = x;
    for (let i = 0; i < times; i++) {
      y = this.builder.apply({ kind: 'prelu', inputs: { x: y, slope } }, shape);
    }
    return y;
  }

  dropout(x: ValueId, rate: number, layer?: string): ValueId {
    this.begin('dropout', layer);
    return this.builder.apply({ kind: 'dropout', inputs: { x }, rate }, this.shapeOf(x));
  }

  softmax(x: ValueId, layer?: string): ValueId {
    this.begin('softmax', layer);
    return this.builder.apply({ kind: 'softmax', inputs: { x } }, this.shapeOf(x));
  }

  responseNormalization(x: ValueId, choice: ResponseChoice = {}, layer?: string): ValueId {
    this.begin('lrn', layer);
    const constants = { size: 5, alpha: 1e-4, beta: 0.75, k: 1, ...choice };
    const op = { kind: 'local-response-normalization', inputs: { x }, ...constants } as const;
    return this.builder.apply(op, this.shapeOf(x));
  }

  zeroPad(x: ValueId, edges: Edges, layer?: string): ValueId {
    this.begin('pad', layer);
    const { map, depth } = this.split(x);
    const padding = edgesOf(edges, map);
    const size = map.map((length, axis) => padding[axis].before + length + padding[axis].after);
    return this.builder.apply({ kind: 'zero-pad', inputs: { x }, padding }, [...size, depth]);
  }

  crop(x: ValueId, edges: Edges, layer?: string): ValueId {
    this.begin('crop', layer);
    const { map, depth } = this.split(x);
    const cut = edgesOf(edges, map);
    const size = map.map((length, axis) => length - cut[axis].before - cut[axis].after);
    return this.builder.apply({ kind: 'crop', inputs: { x }, edges: cut }, [...size, depth]);
  }

  upsample(x: ValueId, { factor, mode = 'nearest' }: UpsampleChoice, layer?: string): ValueId {
    this.begin('upsample', layer);
    const { map, depth } = this.split(x);
    const factors = perAxis(factor, map);
    const size = map.map((length, axis) => length * factors[axis]);
    return this.builder.apply({ kind: 'upsample', inputs: { x }, factors, mode }, [...size, depth]);
  }

  shuffleChannels(x: ValueId, groups: number, layer?: string): ValueId {
    this.begin('shuffle', layer);
    return this.builder.apply({ kind: 'shuffle-channels', inputs: { x }, groups }, this.shapeOf(x));
  }

  affine(x: ValueId, factor: number, offset = 0, layer?: string): ValueId {
    this.begin('affine', layer);
    return this.builder.apply({ kind: 'affine', inputs: { x }, factor, offset }, this.shapeOf(x));
  }

  reshape(x: ValueId, shape: Shape, layer?: string): ValueId {
    this.begin('reshape', layer);
    return this.builder.apply({ kind: 'reshape', inputs: { x }, shape }, shape);
  }

  flatten(x: ValueId, layer?: string): ValueId {
    return this.reshape(x, [sizeOf(this.shapeOf(x))], layer);
  }

  concat(parts: readonly ValueId[], layer?: string): ValueId {
    this.begin('concat', layer);
    const depth = parts.reduce((sum, part) => sum + this.split(part).depth, 0);
    return this.builder.apply({ kind: 'concat', inputs: { parts } }, [...this.split(parts[0]).map, depth]);
  }

  add(parts: readonly ValueId[], layer?: string): ValueId {
    this.begin('add', layer);
    return this.builder.apply({ kind: 'add', inputs: { parts } }, this.shapeOf(parts[0]));
  }

  multiply(parts: readonly ValueId[], layer?: string): ValueId {
    this.begin('multiply', layer);
    const shapes = parts.map((part) => this.shapeOf(part));
    const shape = shapes[0].map((_, axis) => Math.max(...shapes.map((sizes) => sizes[axis])));
    return this.builder.apply({ kind: 'multiply', inputs: { parts } }, shape);
  }

  /** A value without a name is called `output`. */
  finish(...outputs: readonly (ValueId | GraphOutput)[]): Graph {
    return this.builder.finish(
      outputs.map((output) => (typeof output === 'number' ? { name: 'output', value: output } : output)),
    );
  }

  private begin(kind: string, layer?: string): void {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.builder.layer = layer ?? `${kind}${count}`;
  }

  private weight(role: string, shape: Shape, initializer: Initializer = zeros, trainable = true): ValueId {
    return this.builder.weight(`${this.builder.layer}/${role}`, shape, initializer, trainable);
  }

  private split(x: ValueId): { map: Shape; depth: number } {
    const shape = this.shapeOf(x);
    return { map: shape.slice(0, -1), depth: shape[shape.length - 1] };
  }
}
