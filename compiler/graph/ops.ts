// The closed set of ops that a network lowers to. Emitters, passes, engines and gradients are
// exhaustive tables over this union: to add an op here is to be told every place that needs it.
//
// Layout: feature maps are height x width x channels (any number of spatial axes, channels
// last), kernels are [...window, in / groups, out], dense kernels [in, out]. The batch axis is
// never part of a shape.

import type { Shape, ValueId } from './value.js';

/** Padding of one spatial axis, in pixels. */
export interface Padding {
  readonly before: number;
  readonly after: number;
}

/** The geometry of a window, one entry a spatial axis. */
export interface WindowGeometry {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly Padding[];
}

export interface ConvolutionGeometry extends WindowGeometry {
  readonly dilations: readonly number[];
  readonly groups: number;
}

/**
 * The geometry of a transposed convolution: that of the convolution which it turns round, the one
 * that makes the small map of the large. `outputPadding` is what stride lets that convolution
 * ignore at the end of each axis of the large map.
 */
export interface TransposedGeometry extends ConvolutionGeometry {
  readonly outputPadding: readonly number[];
}

/**
 * `extension` is what ceil rounding lets the last window reach beyond the padded map, after it,
 * in pixels; no window starts there.
 */
export interface PoolGeometry extends WindowGeometry {
  readonly extension: readonly number[];
}

/** Which layer of the source an op came from. */
export interface Origin {
  /** The layer's stable name, such as `inception1.conv2`. */
  readonly layer: string;
}

/** What all ops have. */
export interface OpBase<Kind extends string> {
  readonly kind: Kind;
  readonly origin: Origin;
}

/** y = x * kernel (cross-correlation, as everywhere in the field) + bias. */
export interface Convolution extends OpBase<'convolution'> {
  readonly inputs: { readonly x: ValueId; readonly kernel: ValueId; readonly bias?: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly geometry: ConvolutionGeometry;
}

/**
 * y = dL/dx of the convolution that makes maps shaped like this op's x of maps shaped like its y,
 * plus bias. The kernel is that convolution's: [...window, out / groups, in].
 */
export interface TransposedConvolution extends OpBase<'transposed-convolution'> {
  readonly inputs: { readonly x: ValueId; readonly kernel: ValueId; readonly bias?: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly geometry: TransposedGeometry;
}

/** The maximum of each window; padding and extension never win (they count as −∞). */
export interface MaxPool extends OpBase<'max-pool'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly geometry: PoolGeometry;
}

/**
 * The mean of each window over the pixels of the map alone or, with `includePadding`, over the
 * padding's zeros too; the extension is never counted.
 */
export interface AveragePool extends OpBase<'average-pool'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly geometry: PoolGeometry;
  readonly includePadding: boolean;
}

/** y = x · kernel + bias over a flat value. */
export interface Dense extends OpBase<'dense'> {
  readonly inputs: { readonly x: ValueId; readonly kernel: ValueId; readonly bias?: ValueId };
  readonly outputs: { readonly y: ValueId };
}

/** y = gamma · (x − mean) / √(variance + epsilon) + beta over channels, with running statistics. */
export interface BatchNormalization extends OpBase<'batch-normalization'> {
  readonly inputs: {
    readonly x: ValueId;
    readonly gamma?: ValueId;
    readonly beta?: ValueId;
    readonly mean: ValueId;
    readonly variance: ValueId;
  };
  readonly outputs: { readonly y: ValueId };
  readonly epsilon: number;
  /** The share of the old running statistics that a training step keeps, at most. */
  readonly momentum: number;
}

/** The identity when predicting; while training, `apply-mask` takes its place. */
export interface Dropout extends OpBase<'dropout'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  /** The share of values that are dropped, 0 ≤ rate < 1. */
  readonly rate: number;
}

/** Functions of one number, applied to each element. */
export type ActivationFunction =
  | { readonly name: 'relu' }
  | { readonly name: 'relu6' }
  | { readonly name: 'leaky'; readonly slope: number }
  | { readonly name: 'elu'; readonly alpha: number }
  | { readonly name: 'selu' }
  | { readonly name: 'gelu' }
  | { readonly name: 'silu' }
  | { readonly name: 'sigmoid' }
  | { readonly name: 'tanh' }
  | { readonly name: 'hard-sigmoid' }
  | { readonly name: 'hard-swish' };

export interface Activation extends OpBase<'activation'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly function: ActivationFunction;
}

/** max(x, 0) + slope · min(x, 0), one slope a channel. */
export interface Prelu extends OpBase<'prelu'> {
  readonly inputs: { readonly x: ValueId; readonly slope: ValueId };
  readonly outputs: { readonly y: ValueId };
}

/** Softmax over the last axis, the channels. */
export interface Softmax extends OpBase<'softmax'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
}

/** The same numbers in row-major order (over H, W, C) under another shape. */
export interface Reshape extends OpBase<'reshape'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly shape: Shape;
}

/** Zeros around the map, an entry a spatial axis. */
export interface ZeroPad extends OpBase<'zero-pad'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly padding: readonly Padding[];
}

/** The map without its edges: so many pixels fewer before and after on each spatial axis. */
export interface Crop extends OpBase<'crop'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly edges: readonly Padding[];
}

/**
 * A map that is a whole number of times as large on each spatial axis. `nearest` repeats pixels;
 * `bilinear` (linear on every axis) takes half-pixel centres and holds the edges: output pixel i
 * reads position (i + ½) / factor − ½, clamped to the map.
 */
export interface Upsample extends OpBase<'upsample'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly factors: readonly number[];
  readonly mode: 'nearest' | 'bilinear';
}

/**
 * Takes channel i · (channels / groups) + j to channel j · groups + i: a transposition of
 * [groups, channels / groups], as ShuffleNet has it.
 */
export interface ShuffleChannels extends OpBase<'shuffle-channels'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly groups: number;
}

/** y = factor · x + offset, constants for every element. */
export interface Affine extends OpBase<'affine'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly factor: number;
  readonly offset: number;
}

/**
 * y = x / (k + alpha / size · Σ x²)^beta, the sum over `size` channels around each, as many of them
 * as there are. `size` is odd.
 */
export interface LocalResponseNormalization extends OpBase<'local-response-normalization'> {
  readonly inputs: { readonly x: ValueId };
  readonly outputs: { readonly y: ValueId };
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;
}

/** Joins values along the last axis. */
export interface Concat extends OpBase<'concat'> {
  readonly inputs: { readonly parts: readonly ValueId[] };
  readonly outputs: { readonly y: ValueId };
}

/** The sum of two or more values of equal shape. */
export interface Add extends OpBase<'add'> {
  readonly inputs: { readonly parts: readonly ValueId[] };
  readonly outputs: { readonly y: ValueId };
}

/**
 * The product of two or more values of equal rank. Axes on which a part has size 1 stretch to the
 * largest size of that axis.
 */
export interface Multiply extends OpBase<'multiply'> {
  readonly inputs: { readonly parts: readonly ValueId[] };
  readonly outputs: { readonly y: ValueId };
}

/** What a network is made of when it predicts. */
export type Op =
  | Convolution
  | TransposedConvolution
  | MaxPool
  | AveragePool
  | Dense
  | BatchNormalization
  | Dropout
  | Activation
  | Prelu
  | Softmax
  | LocalResponseNormalization
  | Reshape
  | ZeroPad
  | Crop
  | Upsample
  | ShuffleChannels
  | Affine
  | Concat
  | Add
  | Multiply;

/** An exhaustive table over a union of ops: a forgotten op does not compile. */
export type Rules<Ops extends { kind: string }, Rule extends Record<Ops['kind'], unknown>> = {
  readonly [K in Ops['kind']]: Rule[K];
};

export type OpKind = Op['kind'];
export type OpOf<Kind extends string, Ops extends { kind: string } = Op> = Extract<Ops, { kind: Kind }>;
