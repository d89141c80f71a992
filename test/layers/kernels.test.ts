// Layers with kernels over sequences, images and volumes: sizes, weights and costs, computed by hand.

import { describe, expect, it } from 'vitest';
import type { Op } from '../../compiler/graph/ops.js';
import { lastLayer } from './last-layer.js';

interface Case {
  readonly text: string;
  readonly output: string;
  /** Shapes by role. */
  readonly weights: Readonly<Record<string, string>>;
  readonly macs: number;
}

function holds({ text, output, weights, macs }: Case): void {
  const found = lastLayer(text);
  expect(found.output).toBe(output);
  expect(Object.fromEntries(found.layer.weights.map(({ role, shape }) => [role, shape.join('x')]))).toEqual(
    weights,
  );
  expect(found.layer.macs).toBe(macs);
}

describe('conv', () => {
  it.each([
    // 128 · 5 · 16 · 32
    { text: 'input 128x16 / conv 32 5 same', output: '128x32', weights: { kernel: '5x16x32', bias: '32' }, macs: 327_680 },
    // ⌊(128 − 5) / 2⌋ + 1 = 62
    { text: 'input 128x16 / conv 8 5 stride 2 nobias', output: '62x8', weights: { kernel: '5x16x8' }, macs: 62 * 640 },
    // 14³ · 27 · 2 · 4
    { text: 'input 16x16x16x2 / conv 4 3', output: '14x14x14x4', weights: { kernel: '3x3x3x2x4', bias: '4' }, macs: 592_704 },
    { text: 'input 16x32x32x2 / conv 4 1x3x3 groups 2 pad 0x1x1', output: '16x32x32x4', weights: { kernel: '1x3x3x1x4', bias: '4' }, macs: 16_384 * 36 },
  ])('$text', holds); // prettier-ignore
});

describe('conv-transpose', () => {
  it.each([
    // (14 − 1)·2 + 2 = 28; 14² · 4 · 16 · 32
    { text: 'input 14x14x32 / conv-transpose 16 2x2 stride 2', output: '28x28x16', weights: { kernel: '2x2x16x32', bias: '16' }, macs: 401_408 },
    // (10 − 1)·2 + 3 − 1 − 1 + 1 = 20; 10 · 3 · 6 · 4
    { text: 'input 10x4 / conv-transpose 6 3 stride 2 pad 1 output-pad 1', output: '20x6', weights: { kernel: '3x6x4', bias: '6' }, macs: 720 },
    // 4³ · 27 · 3 · 2
    { text: 'input 4x4x4x2 / conv-transpose 3 3 stride 2 same nobias', output: '8x8x8x3', weights: { kernel: '3x3x3x3x2' }, macs: 10_368 },
    // (14 − 1) + 3 = 16; 14² · 9 · (4 / 2) · 8
    { text: 'input 14x14x8 / conv-transpose 4 3x3 groups 2', output: '16x16x4', weights: { kernel: '3x3x2x8', bias: '4' }, macs: 28_224 },
    // (5 − 1) + 2·(3 − 1) + 1 = 9
    { text: 'input 5x5x1 / conv-transpose 1 3x3 dilation 2', output: '9x9x1', weights: { kernel: '3x3x1x1', bias: '1' }, macs: 225 },
  ])('$text', holds); // prettier-ignore

  it.each([
    // R − s = 1 is cut off, after.
    { text: 'input 14x14x1 / conv-transpose 1 3x3 stride 2 same', padding: [0, 1], outputPadding: 0 },
    // R − s = −1 is added.
    { text: 'input 14x14x1 / conv-transpose 1 1x1 stride 2 same', padding: [0, 0], outputPadding: 1 },
    // Of 29, two more than is claimed.
    {
      text: 'input 14x14x1 / conv-transpose 1 3x3 stride 2 pad auto -> 27x27',
      padding: [1, 1],
      outputPadding: 0,
    },
    {
      text: 'input 14x14x1 / conv-transpose 1 3x3 stride 2 pad auto -> 30x30x1',
      padding: [0, 0],
      outputPadding: 1,
    },
    {
      text: 'input 14x14x1 / conv-transpose 1 3x3 stride 2 pad auto -> _x_',
      padding: [0, 0],
      outputPadding: 0,
    },
  ])('$text cuts off and adds', ({ text, padding, outputPadding }) => {
    const [before, after] = padding;
    const { geometry } = lastLayer(text).ops[0] as Extract<Op, { kind: 'transposed-convolution' }>;
    expect(geometry.padding).toEqual([
      { before, after },
      { before, after },
    ]);
    expect(geometry.outputPadding).toEqual([outputPadding, outputPadding]);
  });
});

describe('depthwise', () => {
  it.each([
    // 28² · 9 · 16·2
    { text: 'input 28x28x16 / depthwise 3x3 same multiplier 2', output: '28x28x32', weights: { kernel: '3x3x1x32', bias: '32' }, macs: 225_792 },
    { text: 'input 100x8 / depthwise 5 nobias', output: '96x8', weights: { kernel: '5x1x8' }, macs: 3_840 },
    { text: 'input 8x8x8x3 / depthwise 3 stride 2 same', output: '4x4x4x3', weights: { kernel: '3x3x3x1x3', bias: '3' }, macs: 5_184 },
  ])('$text', holds); // prettier-ignore
});

describe('separable', () => {
  it.each([
    // 28² · (9·16 + 16·32)
    { text: 'input 28x28x16 / separable 32 3x3 same', output: '28x28x32', weights: { depthwise: '3x3x1x16', pointwise: '1x1x16x32', bias: '32' }, macs: 514_304 },
    // 98 · (3·16 + 16·4)
    { text: 'input 100x8 / separable 4 3 multiplier 2 nobias', output: '98x4', weights: { depthwise: '3x1x16', pointwise: '1x16x4' }, macs: 10_976 },
    // 4³ · (27·2 + 2·5)
    { text: 'input 6x6x6x2 / separable 5 3', output: '4x4x4x5', weights: { depthwise: '3x3x3x1x2', pointwise: '1x1x1x2x5', bias: '5' }, macs: 4_096 },
  ])('$text', holds); // prettier-ignore

  it('has nothing between its halves', () => {
    const { ops } = lastLayer('input 28x28x16 / separable 32 3x3 same');
    expect(ops.map(({ kind }) => kind)).toEqual(['convolution', 'convolution']);
  });
});

describe('pool', () => {
  it.each([
    { text: 'input 128x4 / pool max 2', output: '64x4' },
    { text: 'input 9x9x9x4 / pool avg 3 stride 2 same', output: '5x5x5x4' },
    { text: 'input 9x9x9x4 / pool max global', output: '1x1x1x4' },
    { text: 'input 128x4 / pool avg global', output: '1x4' },
  ])('$text makes $output', ({ text, output }) => {
    expect(lastLayer(text).output).toBe(output);
  });
});

describe('init', () => {
  // A window of 9 values over 4 channels goes in, one over 8 maps comes out.
  it.each([
    { text: 'conv 8 3x3', initializer: { kind: 'glorot-uniform', fanIn: 36, fanOut: 72 } },
    { text: 'conv 8 3x3 init he', initializer: { kind: 'he-uniform', fanIn: 36 } },
    { text: 'conv 8 3x3 init glorot', initializer: { kind: 'glorot-uniform', fanIn: 36, fanOut: 72 } },
    { text: 'depthwise 3x3 init he', initializer: { kind: 'he-uniform', fanIn: 9 } },
    // As Keras has it: the kernel's own last but one axis counts as what goes in.
    { text: 'conv-transpose 8 3x3 init he', initializer: { kind: 'he-uniform', fanIn: 72 } },
  ])('$text', ({ text, initializer }) => {
    expect(lastLayer(`input 8x8x4 / ${text}`).layer.weights[0].initializer).toEqual(initializer);
  });
});
