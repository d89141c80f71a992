// `conv MAPS KERNEL ...`, the convolution.

import { glorotUniform, zeros } from '../graph/initializers.js';
import type { ConvolutionGeometry } from '../graph/ops.js';
import type { WeightSpecification } from '../model.js';
import { channels, written } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import type { Call, Inferred, LayerDefinition } from './definition.js';
import { count, padding, window } from './readers.js';
import { flag, option, positional } from './signature.js';
import { placeWindow, windowResults } from './windowed.js';

const signature = {
  maps: positional(count, 'how many feature maps it makes'),
  kernel: positional(window, 'the size of its kernel; one number is square'),
  stride: option(window, [1], 'how far the kernel moves from one output pixel to the next'),
  pad: option(padding, undefined, 'pixels of zeros around the map; none unless stated', ['same', 'valid']),
  dilation: option(window, [1], 'the distance between the taps of the kernel'),
  groups: option(count, 1, 'into how many independent parts the channels are split'),
  nobias: flag('no bias'),
};

export const conv: LayerDefinition<typeof signature, ConvolutionGeometry> = {
  word: 'conv',
  documentation: {
    summary:
      'Slides a kernel over the map and sums, at each place and over all channels of its group, the products of kernel and pixels, plus a bias. As everywhere in the field this is a cross-correlation: the kernel is not flipped.',
    formula: 'out = ⌊(N + before + after − dilation·(kernel − 1) − 1) / stride⌋ + 1 on each axis',
    source:
      'LeCun et al. 1998, “Gradient-based learning applied to document recognition”; sizes as in ONNX Conv',
    example: 'input 28x28x1\nconv 32 5x5 same relu -> 28x28x32\n',
  },
  signature,
  suffixes: true,

  infer(call): Inferred<ConvolutionGeometry> | undefined {
    const { maps, kernel, stride, dilation, groups, pad } = call.values;
    const rule = pad ?? { kind: call.defaults.padding };
    const placed = placeWindow(call, {
      noun: 'kernel', size: kernel, stride, dilation, padding: rule, ceil: false,
    }); // prettier-ignore
    if (!dividesChannels(call, maps, groups) || placed === undefined) return undefined;
    const output = [...placed.output, maps];
    const weights = weightsOf(
      placed.geometry.window,
      channels(call.input.shape) / groups,
      maps,
      call.values.nobias,
    );
    const macs = product(placed.output) * product(weights[0].shape);
    const widen = (wanted: number) => [otherMaps(call, wanted)];
    return { ...windowResults(placed), output, weights, macs, widen, plan: { ...placed.geometry, groups } };
  },

  lower({ graph, x, plan, output, weight }) {
    const [kernel, bias] = [weight('kernel') as number, weight('bias')];
    const inputs = bias === undefined ? { x, kernel } : { x, kernel, bias };
    return graph.apply({ kind: 'convolution', inputs, geometry: plan }, output);
  },
};

function otherMaps(call: Call<typeof signature>, maps: number): Candidate {
  return {
    edits: call.edit.replace('maps', `${maps}`),
    safe: false,
    title: ({ output }) => output && `\`conv ${maps}\` makes ${written(output)}`,
  };
}

function weightsOf(
  window: readonly number[],
  depth: number,
  maps: number,
  nobias: boolean,
): WeightSpecification[] {
  const taps = product(window);
  const initializer = glorotUniform(taps * depth, taps * maps);
  const kernel = { role: 'kernel', shape: [...window, depth, maps], initializer, trainable: true } as const;
  const bias = { role: 'bias', shape: [maps], initializer: zeros, trainable: true } as const;
  return nobias ? [kernel] : [kernel, bias];
}

function dividesChannels(call: Call<typeof signature>, maps: number, groups: number): boolean {
  const depth = channels(call.input.shape);
  const [what, size] = depth % groups !== 0 ? ['input channels', depth] : ['feature maps', maps];
  if (depth % groups === 0 && maps % groups === 0) return true;
  const common = divisors(depth).filter((divisor) => maps % divisor === 0);
  const below = common.filter((divisor) => divisor < groups).at(-1) ?? 1;
  call.report({
    code: 'CNN303',
    span: call.spanOf('groups'),
    message: `${groups} groups do not divide ${size} ${what}`,
    label: `${size} / ${groups} is not whole`,
    related: [{ ...call.input.madeBy, message: `made ${depth} channels here` }],
    notes: [`groups that divide ${depth} channels and ${maps} maps: ${common.slice(0, 8).join(', ')}`],
    help: `write a number of groups that divides ${depth} and ${maps}, or other maps`,
    candidates: [regrouped(call, below)],
  });
  return false;
}

function regrouped(call: Call<typeof signature>, groups: number): Candidate {
  const words = `groups ${groups}`;
  const title = groups === 1 ? 'leave `groups` out' : `write \`${words}\``;
  const edits = groups === 1 ? call.edit.remove('groups') : call.edit.replace('groups', words);
  return { edits, safe: false, title: () => title };
}

/** The first divisors; a handful is all that a message shows. */
function divisors(size: number): number[] {
  const found: number[] = [];
  for (let divisor = 1; divisor <= Math.min(size, 4096); divisor++)
    if (size % divisor === 0) found.push(divisor);
  return found;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((whole, size) => whole * size, 1);
}
