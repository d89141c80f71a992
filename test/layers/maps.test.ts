// Layers that move, add or take away pixels and channels: shapes and geometry, computed by hand.

import { describe, expect, it } from 'vitest';
import { lastLayer } from './last-layer.js';

it.each([
  { text: 'input 14x14x8 / upsample 2', output: '28x28x8' },
  { text: 'input 14x14x8 / upsample 3x1 bilinear', output: '42x14x8' },
  { text: 'input 10x8 / upsample 4', output: '40x8' },
  { text: 'input 2x3x4x8 / upsample 2 nearest', output: '4x6x8x8' },
  { text: 'input 28x28x1 / zero-pad 2', output: '32x32x1' },
  { text: 'input 28x28x1 / zero-pad 1x0', output: '30x28x1' },
  { text: 'input 28x28x1 / zero-pad 0..1x2..3', output: '29x33x1' },
  { text: 'input 10x8 / zero-pad 0..3', output: '13x8' },
  { text: 'input 2x3x4x8 / zero-pad 1', output: '4x5x6x8' },
  { text: 'input 28x28x1 / crop 2', output: '24x24x1' },
  { text: 'input 28x28x1 / crop 0..1x3', output: '27x22x1' },
  { text: 'input 10x8 / crop 1..0', output: '9x8' },
  { text: 'input 27x27x96 / lrn 5', output: '27x27x96' },
  { text: 'input 10x8 / shuffle 4', output: '10x8' },
  { text: 'input 12 / shuffle 3', output: '12' },
  { text: 'input 28x28x1 / scale 2 shift (-1)', output: '28x28x1' },
])('$text makes $output', ({ text, output }) => {
  const found = lastLayer(text);
  expect(found.output).toBe(output);
  expect(found.weights).toEqual({});
  expect(found.layer.macs).toBe(0);
});

describe('reshape', () => {
  it.each([
    { text: 'input 3136 / reshape 7x7x64', output: '7x7x64' },
    { text: 'input 7x7x64 / reshape 3136', output: '3136' },
    { text: 'input 7x7x64 / reshape _x64', output: '49x64' },
    { text: 'input 7x7x64 / reshape 7x_x2x32', output: '7x7x2x32' },
    { text: 'input 7x7x64 / reshape _', output: '3136' },
    { text: 'input 100 / dense 98 / reshape 7x7x_ / conv 4 3x3', output: '5x5x4' },
  ])('$text makes $output', ({ text, output }) => {
    expect(lastLayer(text).output).toBe(output);
  });

  it('to what is there already is nothing', () => {
    expect(lastLayer('input 7x7x64 / reshape 7x7x64').ops).toEqual([]);
  });
});

describe('crop auto', () => {
  it.each([
    // 28 − 22 = 6, three on each side.
    { text: 'input 28x28x4 / concat <conv 8 7x7 | crop auto>', output: '22x22x12', edges: '3..3 3..3' },
    // 28 − 23 = 5, the odd pixel after; in whatever order the branches stand.
    { text: 'input 28x28x4 / concat <crop auto | conv 8 6x6>', output: '23x23x12', edges: '2..3 2..3' },
    { text: 'input 100x4 / concat <conv 8 4 | crop auto>', output: '97x12', edges: '1..2' },
  ])('$text', ({ text, output, edges }) => {
    const found = lastLayer(text);
    const crop = found.ops.find((op) => op.kind === 'crop');
    expect(found.output).toBe(output);
    expect(crop?.edges.map(({ before, after }) => `${before}..${after}`).join(' ')).toBe(edges);
  });
});

describe('multiply', () => {
  it.each([
    { text: 'multiply <identity | conv 8 3x3 same>', output: '28x28x8', kinds: 'convolution multiply' },
    {
      text: 'multiply <identity | pool avg global; dense 8 sigmoid>',
      output: '28x28x8',
      kinds: 'average-pool reshape dense activation reshape multiply',
    },
    { text: 'multiply <identity | pool avg global>', output: '28x28x8', kinds: 'average-pool multiply' },
    {
      text: 'multiply <conv 1 1x1 | pool avg global>',
      output: '28x28x8',
      kinds: 'convolution average-pool multiply',
    },
    { text: 'multiply <identity> relu', output: '28x28x8', kinds: 'activation' },
  ])('$text', ({ text, output, kinds }) => {
    const found = lastLayer(`input 28x28x8 / ${text}`);
    expect(found.output).toBe(output);
    expect(found.ops.map(({ kind }) => kind).join(' ')).toBe(kinds);
  });

  it('gates sequences and flat values too', () => {
    expect(lastLayer('input 64x8 / multiply <identity | pool avg global; flatten; dense 8>').output).toBe(
      '64x8',
    );
    expect(lastLayer('input 8 / multiply <identity | dense 1>').output).toBe('8');
  });
});
