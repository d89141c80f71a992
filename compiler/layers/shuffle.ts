// `shuffle GROUPS`, channels of all groups mixed.

import { channels, written } from '../shapes/shape.js';
import type { Call, LayerDefinition } from './definition.js';
import { divisors } from './groups.js';
import { count } from './readers.js';
import { positional } from './signature.js';
import { rewritten } from './tried.js';

const signature = { groups: positional(count, 'how many groups the channels come in; they divide them') };

export const shuffle: LayerDefinition<typeof signature> = {
  word: 'shuffle',
  documentation: {
    summary:
      'Deals the channels of each group out over all groups, as a card of each pile in turn, so that the grouped convolution that follows sees all of them. It moves no pixel: PyTorch’s PixelShuffle is another layer.',
    formula: 'channel i · (C / groups) + j goes to channel j · groups + i',
    source:
      'Zhang et al. 2018, “ShuffleNet: an extremely efficient convolutional neural network for mobile devices”',
    example: 'input 28x28x12\nconv 24 1x1 groups 3\nshuffle 3 -> 28x28x24\nconv 24 3x3 same groups 3\n',
  },
  signature,
  suffixes: false,
  infer(call) {
    const { shape } = call.input;
    const { groups } = call.values;
    if (channels(shape) % groups !== 0) return refuse(call, channels(shape), groups);
    return { output: shape, plan: undefined };
  },
  lower: ({ graph, x, values: { groups }, output }) =>
    graph.apply({ kind: 'shuffle-channels', inputs: { x }, groups }, output),
};

function refuse(call: Call<typeof signature>, size: number, groups: number): undefined {
  const possible = divisors(size).filter((divisor) => divisor > 1 && divisor < size);
  const near = [possible.filter((n) => n < groups).at(-1), possible.find((n) => n > groups)];
  const span = call.spanOf('groups');
  call.report({
    code: 'CNN303',
    span,
    message: `${groups} groups do not divide ${size} channels`,
    label: `${size} / ${groups} is not whole`,
    related: [{ ...call.input.madeBy, message: `made ${written(call.input.shape)} here` }],
    notes:
      possible.length > 0 ? [`groups that divide ${size} channels: ${possible.slice(0, 8).join(', ')}`] : [],
    help:
      possible.length > 0
        ? 'write as many groups as the grouped convolution before it'
        : `${size} channels are one group only: make another number of channels before it`,
    candidates: near
      .filter((n) => n !== undefined)
      .map((n) => rewritten(span, `${n}`, `write \`shuffle ${n}\``)),
  });
  return undefined;
}
