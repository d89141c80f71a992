// The shortcut of a residual block: the identity, a projection, or none.

import { describe, expect, it } from 'vitest';
import type { Op } from '../../compiler/graph/ops.js';
import { lastLayer } from './last-layer.js';

const around = 'residual1.shortcut';

describe('the shortcut', () => {
  it('is the identity where the shapes agree', () => {
    const { ops, weights, layers } = lastLayer('input 28x28x8 / residual <conv 8 3x3 relu; conv 8 3x3> relu');
    expect(ops.map(({ kind }) => kind)).toEqual([
      'convolution',
      'activation',
      'convolution',
      'add',
      'activation',
    ]);
    expect(Object.keys(weights).filter((name) => name.startsWith(around))).toEqual([]);
    expect(layers.get(around)?.macs).toBe(0);
  });

  it('else is a projection with the maps and strides of the body, and a bias', () => {
    const { output, weights, layers, ops } = lastLayer(
      'input 28x28x8 / residual <conv 16 3x3 stride 2> relu',
    );
    expect(output).toBe('14x14x16');
    expect(weights).toMatchObject({ [`${around}/kernel`]: '1x1x8x16', [`${around}/bias`]: '16' });
    // 14² · 8 · 16
    expect(layers.get(around)?.macs).toBe(25_088);
    expect((ops[1] as Extract<Op, { kind: 'convolution' }>).geometry.strides).toEqual([2, 2]);
  });

  it('has batch normalisation, and no bias, where the body has', () => {
    const { weights } = lastLayer(
      'input 28x28x8 / residual <conv 16 3x3 nobias bn relu; conv 16 3x3 nobias bn> relu',
    );
    const own = Object.keys(weights).filter((name) => name.startsWith(around));
    expect(own).toEqual([
      `${around}/kernel`,
      ...['gamma', 'beta', 'mean', 'variance'].map((role) => `${around}.bn/${role}`),
    ]);
  });

  it.each([
    // ⌈7 / 2⌉ = 4, ⌈5 / 5⌉ = 1
    { text: 'input 7x5x2 / residual <pool max 2x5; conv 2 1x1>', strides: [2, 5], output: '4x1x2' },
    { text: 'input 9x4 / residual <conv 8 3 stride 2>', strides: [2], output: '5x8' },
    { text: 'input 8x8x8x1 / residual <conv 2 3 stride 1x2x2>', strides: [1, 2, 2], output: '8x4x4x2' },
  ])('follows $text', ({ text, strides, output }) => {
    const found = lastLayer(text);
    const op = found.ops.findLast(({ origin }) => origin.layer === around);
    expect(found.output).toBe(output);
    expect((op as Extract<Op, { kind: 'convolution' }>).geometry.strides).toEqual(strides);
  });

  it('projects flat values by a dense layer', () => {
    const { output, weights } = lastLayer('input 10 / residual <dense 20 relu>');
    expect(output).toBe('20');
    expect(weights).toMatchObject({ [`${around}/kernel`]: '10x20', [`${around}/bias`]: '20' });
  });

  it('may stand in any add', () => {
    const { output, weights } = lastLayer('input 8x8x4 / add <shortcut | conv 8 3x3 same stride 2>');
    expect(output).toBe('4x4x8');
    expect(weights['add1.shortcut/kernel']).toBe('1x1x4x8');
  });
});

describe('residual identity', () => {
  it('adds where the shapes agree', () => {
    expect(lastLayer('input 8x8x4 / residual identity <conv 4 3x3>').ops.map(({ kind }) => kind)).toEqual([
      'convolution',
      'add',
    ]);
  });

  it('has no shortcut where they differ', () => {
    const { output, ops } = lastLayer(
      'input 8x8x4 / residual identity <depthwise 3x3 stride 2; conv 6 1x1> relu',
    );
    expect(output).toBe('4x4x6');
    expect(ops.map(({ kind }) => kind)).toEqual(['convolution', 'convolution', 'activation']);
  });
});

it('windows in a body keep the map, pools keep their stride', () => {
  const { layers } = lastLayer('input 8x8x4 / residual <conv 4 3x3; pool max 2>');
  expect(layers.get('residual1.conv1')?.output).toEqual([8, 8, 4]);
  expect(layers.get('residual1.pool1')?.output).toEqual([4, 4, 4]);
});
