// Folds a batch normalisation with running statistics into the kernel and bias before it:
// gamma · (x·k + b − mean) / √(variance + epsilon) + beta = x·(s·k) + (s·(b − mean) + beta)
// with s = gamma / √(variance + epsilon), one a channel.

import type { InferenceOp } from '../../graph/inference-ops.js';
import type { BatchNormalization, Convolution, Dense, TransposedConvolution } from '../../graph/ops.js';
import type { Shape, Value } from '../../graph/value.js';
import { numbersOf, type Pass, type WeightData } from './pass.js';
import { Readers } from './readers.js';
import { WeightEdits } from './weight-edits.js';

type Weighted = Convolution | TransposedConvolution | Dense;

export const foldBatchNormalization: Pass = {
  name: 'fold-batch-normalization',
  does: 'folds batch normalisation into the weights of the layer before it',
  apply(graph) {
    const readers = new Readers(graph);
    const edits = new WeightEdits(graph);
    const gone = new Set<InferenceOp>();
    const ops: InferenceOp[] = [];
    for (const op of graph.ops) {
      if (gone.has(op)) continue;
      const next = hasKernel(op) ? foldable(op, readers) : undefined;
      if (next === undefined) ops.push(op);
      else {
        gone.add(next);
        ops.push(folded(op as Weighted, next, graph.values, edits));
      }
    }
    return gone.size === 0 ? { graph } : edits.finish(ops);
  },
};

function hasKernel(op: InferenceOp): op is Weighted {
  return op.kind === 'convolution' || op.kind === 'transposed-convolution' || op.kind === 'dense';
}

/** The batch normalisation that alone reads what an op with weights of its own makes. */
function foldable(op: Weighted, readers: Readers): BatchNormalization | undefined {
  const { kernel, bias } = op.inputs;
  const ownsWeights = [kernel, bias].every((value) => value === undefined || readers.only(value) === op);
  const next = ownsWeights ? readers.only(op.outputs.y) : undefined;
  return next?.kind === 'batch-normalization' ? next : undefined;
}

function folded(
  op: Weighted,
  next: BatchNormalization,
  values: readonly Value[],
  edits: WeightEdits,
): Weighted {
  const { kernel, bias } = op.inputs;
  const { shape } = values[kernel];
  const scale = scaleOf(next, edits);
  const channelOf = channelOfKernel(op, shape);
  const kernelName = edits.nameOf(kernel);
  const foldedKernel = edits.add(kernelName, shape, (before) => {
    const factors = scale(before);
    return numbersOf(before, kernelName).map((weight, i) => weight * factors[channelOf(i)]);
  });
  const biasName = bias === undefined ? `${op.origin.layer}/bias` : edits.nameOf(bias);
  const shift = shiftOf(next, bias === undefined ? undefined : biasName, edits);
  const foldedBias = edits.add(biasName, values[next.inputs.mean].shape, (before) =>
    shift(before, scale(before)),
  );
  const inputs = { x: op.inputs.x, kernel: foldedKernel, bias: foldedBias };
  return { ...op, inputs, outputs: next.outputs };
}

/** gamma / √(variance + epsilon), in float64: it is rounded once, where a weight is written. */
function scaleOf({ inputs, epsilon }: BatchNormalization, edits: WeightEdits) {
  const variance = edits.nameOf(inputs.variance);
  const gamma = inputs.gamma === undefined ? undefined : edits.nameOf(inputs.gamma);
  return (weights: WeightData): Float64Array => {
    const factors = gamma === undefined ? undefined : numbersOf(weights, gamma);
    return Float64Array.from(
      numbersOf(weights, variance),
      (spread, channel) => (factors?.[channel] ?? 1) / Math.sqrt(spread + epsilon),
    );
  };
}

/** s · (bias − mean) + beta */
function shiftOf({ inputs }: BatchNormalization, bias: string | undefined, edits: WeightEdits) {
  const mean = edits.nameOf(inputs.mean);
  const beta = inputs.beta === undefined ? undefined : edits.nameOf(inputs.beta);
  return (weights: WeightData, scale: Float64Array): Float32Array => {
    const biases = bias === undefined ? undefined : numbersOf(weights, bias);
    const centers = beta === undefined ? undefined : numbersOf(weights, beta);
    return numbersOf(weights, mean).map(
      (average, channel) => scale[channel] * ((biases?.[channel] ?? 0) - average) + (centers?.[channel] ?? 0),
    );
  };
}

/**
 * Which output channel an element of a kernel counts into. It is the last axis; the kernel of a
 * transposed convolution is [...window, out / groups, in], whose groups of `in` make those of `out`.
 */
function channelOfKernel(op: Weighted, shape: Shape): (index: number) => number {
  const last = shape[shape.length - 1];
  if (op.kind !== 'transposed-convolution') return (index) => index % last;
  const { groups } = op.geometry;
  const outOfGroup = shape[shape.length - 2];
  return (index) => {
    const group = Math.floor((index % last) / (last / groups));
    return group * outOfGroup + (Math.floor(index / last) % outOfGroup);
  };
}
