// The shapes that verify wants of ops that resize and scale maps.

import { describe, expect, it } from 'vitest';
import { GraphBuilder, type Unplaced } from '../../compiler/graph/builder.js';
import type { Op } from '../../compiler/graph/ops.js';
import type { Shape } from '../../compiler/graph/value.js';
import { verify } from '../../compiler/graph/verify.js';

const zeros = { kind: 'zeros' } as const;
const zeroPad = ([before, after]: number[]) =>
  ({ kind: 'zero-pad', inputs: { x: 0 }, padding: [{ before, after }] }) as const;
const crop = ([before, after]: number[]) =>
  ({ kind: 'crop', inputs: { x: 0 }, edges: [{ before, after }] }) as const;
const upsample = (factors: number[]) =>
  ({ kind: 'upsample', inputs: { x: 0 }, factors, mode: 'nearest' }) as const;
const shuffle = (groups: number) => ({ kind: 'shuffle-channels', inputs: { x: 0 }, groups }) as const;
const affine = { kind: 'affine', inputs: { x: 0 }, factor: 2, offset: 1 } as const;
const lrn = (size: number) =>
  ({ kind: 'local-response-normalization', inputs: { x: 0 }, size, alpha: 1, beta: 1, k: 1 }) as const;

describe('verify', () => {
  it.each<[string, Unplaced<Op>, Shape, Shape, string]>([
    ['zeros on no side', zeroPad([1, -1]), [4, 2], [4, 2], 'an edge is less than nothing'],
    ['zeros that are lost', zeroPad([1, 2]), [4, 2], [6, 2], 'value 1 is 6x2, not 7x2'],
    ['zeros on another axis', zeroPad([1, 2]), [4, 4, 2], [4, 4, 2], 'the geometry is not of 2 axes'],
    ['a crop of too little', crop([1, 2]), [4, 2], [2, 2], 'value 0 is 4x2, not 5x2'],
    ['a crop of channels', crop([1, 2]), [4, 2], [1, 1], 'value 0 is 4x2, not 4x1'],
    ['an upsampling by less', upsample([3]), [4, 2], [8, 2], 'value 1 is 8x2, not 12x2'],
    ['an upsampling by a share', upsample([0.5]), [4, 2], [2, 2], 'a factor is not whole'],
    ['an upsampling of another axis', upsample([3]), [4, 4, 2], [12, 4, 2], 'the factors are not of 2 axes'],
    ['a shuffle of odd groups', shuffle(3), [4, 4], [4, 4], '3 groups do not divide the channels'],
    ['a shuffle to another shape', shuffle(2), [4, 4], [4, 2], 'value 1 is 4x2, not 4x4'],
    ['an affine to another shape', affine, [4], [5], 'value 1 is 5, not 4'],
    ['an even window', lrn(4), [4, 4], [4, 4], 'a window of 4 channels has no middle'],
    ['a normalisation to another shape', lrn(5), [4, 4], [4, 2], 'value 1 is 4x2, not 4x4'],
  ])('refuses %s', (_, op, from, to, message) => {
    const graph = new GraphBuilder('one');
    graph.input('x', from);
    const y = graph.apply(op, to);
    expect(() => verify(graph.finish([{ name: 'y', value: y }]))).toThrow(message);
  });

  it.each([
    // (3 − 1) · 2 + 3 − 1 − 0 + 1 = 7
    [[7, 4], 1, [3, 2, 2], undefined],
    [[6, 4], 1, [3, 2, 2], 'value 2 is 6x4, not 7x4'],
    // floor((8 + 1 − 3) / 2) + 1 = 4 would not lead back to 3
    [[8, 4], 2, [3, 2, 2], 'value 0 is 3x2, not 4x2'],
    [[5, 4], -1, [3, 2, 2], 'value 0 is 3x2, not 2x2'],
    [[7, 4], 1, [3, 4, 1], 'value 1 is 3x4x1, not 3x2x2'],
    [[7, 3], 1, [3, 1, 2], '2 groups do not divide the channels'],
  ])('knows a transposed convolution to %s with output padding %d', (to, more, kernelShape, message) => {
    const graph = new GraphBuilder('transposed');
    const x = graph.input('x', [3, 2]);
    const kernel = graph.weight('kernel', kernelShape, zeros);
    const padding = [{ before: 1, after: 0 }];
    const geometry = { window: [3], strides: [2], padding, dilations: [1], groups: 2, outputPadding: [more] };
    const y = graph.apply({ kind: 'transposed-convolution', inputs: { x, kernel }, geometry }, to);
    const found = () => verify(graph.finish([{ name: 'y', value: y }]));
    if (message === undefined) found();
    else expect(found).toThrow(message);
  });

  it.each<[Shape, Shape, Shape, string | undefined]>([
    [[2, 3], [2, 3], [2, 3], undefined],
    [[2, 3], [1, 3], [2, 3], undefined],
    [[2, 1], [1, 3], [2, 3], undefined],
    [[1, 1], [1, 1], [1, 1], undefined],
    [[2, 3], [2, 2], [2, 3], 'value 1 is 2x2, not 2x3'],
    [[2, 3], [1, 3], [1, 3], 'value 2 is 1x3, not 2x3'],
    [[2, 3], [3], [2, 3], 'the parts have axes in different number'],
  ])('knows a product of %s and %s that makes %s', (a, b, to, message) => {
    const graph = new GraphBuilder('product');
    const parts = [graph.input('a', a), graph.input('b', b)];
    const y = graph.apply({ kind: 'multiply', inputs: { parts } }, to);
    const found = () => verify(graph.finish([{ name: 'y', value: y }]));
    if (message === undefined) found();
    else expect(found).toThrow(message);
  });
});
