// `shortcut`, the way around the body of a residual block.

import type { ConvolutionGeometry } from '../graph/ops.js';
import { sizeOf } from '../graph/value.js';
import { channels, isFlat, sameShape, spatial } from '../shapes/shape.js';
import { sameOutput, sameStrides } from '../shapes/solve-same.js';
import type { Call, Inferred, LayerDefinition, PeerResult } from './definition.js';
import { biasWeight, kernelWeight } from './kernels.js';
import { pointwiseGeometry } from './pointwise.js';
import { refuseAlone, refuseRank, refuseShrinking } from './shortcut-misfit.js';

/** The projection; undefined for the identity, without strides for flat values. */
type Plan = ConvolutionGeometry | 'dense' | undefined;

export const shortcut: LayerDefinition<Record<never, never>, Plan> = {
  word: 'shortcut',
  documentation: {
    summary:
      'A branch of `add` that fits itself to the first of the others: it passes its input on where the shapes agree, else it is a 1x1 convolution with as many maps as that branch, moved on each axis by the smallest stride that leaves as many pixels. Where that branch has a batch normalisation the projection gets one too, and no bias. `residual` puts one beside its body.',
    formula: 'on each axis the smallest stride s with ⌈N / s⌉ = out',
    source: 'He et al. 2016, “Deep residual learning for image recognition”, option B',
    example: 'input 28x28x16\nadd <conv 32 3x3 stride 2 same | shortcut> -> 14x14x32\n',
  },
  signature: {},
  suffixes: false,
  waits: () => true,
  isUnnumbered: true,

  infer(call): Inferred<Plan> | undefined {
    const { peer, isPeerUnknown, input } = call;
    if (isPeerUnknown) return undefined;
    if (peer === undefined) return refuseAlone(call);
    if (sameShape(input.shape, peer.shape)) return { output: input.shape, plan: undefined };
    if (input.shape.length !== peer.shape.length) return refuseRank(call, peer);
    return isFlat(peer.shape) ? dense(call, peer) : projection(call, peer);
  },

  lower({ graph, x, plan, output, weight }) {
    if (plan === undefined) return x;
    const [kernel, bias] = [weight('kernel') as number, weight('bias')];
    const inputs = bias === undefined ? { x, kernel } : { x, kernel, bias };
    if (plan === 'dense') return graph.apply({ kind: 'dense', inputs }, output);
    return graph.apply({ kind: 'convolution', inputs, geometry: plan }, output);
  },
};

function projection(call: Call, peer: PeerResult): Inferred<Plan> | undefined {
  const [map, wanted] = [spatial(call.input.shape), spatial(peer.shape)];
  const strides = map.map((size, axis) => smallestStride(size, wanted[axis]));
  if (strides.includes(undefined)) return refuseShrinking(call, peer);
  const steps = strides as number[];
  const ones = map.map(() => 1);
  const kernel = [...ones, channels(call.input.shape), channels(peer.shape)];
  return {
    ...projected(kernel, peer),
    macs: sizeOf(wanted) * sizeOf(kernel),
    extent: { window: ones, strides: steps },
    plan: pointwiseGeometry(steps),
  };
}

function dense(call: Call, peer: PeerResult): Inferred<Plan> {
  const kernel = [channels(call.input.shape), channels(peer.shape)];
  return { ...projected(kernel, peer), macs: sizeOf(kernel), seesAll: true, plan: 'dense' };
}

/** The batch normalisation that the branch beside it has makes a bias superfluous. */
function projected(kernel: readonly number[], peer: PeerResult) {
  const weights = [kernelWeight(kernel, 'glorot')];
  if (!peer.normalized) weights.push(biasWeight(channels(peer.shape)));
  return { output: peer.shape, weights, normalizedAsPeer: true };
}

function smallestStride(size: number, output: number): number | undefined {
  const least = sameStrides(size, output)?.least;
  return least !== undefined && sameOutput(size, least) === output ? least : undefined;
}
