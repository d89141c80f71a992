// Shape arithmetic, `same` and the padding solver against what ONNX Runtime computes, many windows in one
// model. `npm run check:windows` tries 100,000 and says how many of each rule. Left out are what ONNX Runtime
// refuses: windows that do not fit (a test of their own holds that both refuse the same), pools padded by
// their kernel or more, dilated average pools, `same` with dilation, an output-pad of a stride or more; and
// `same` with a stride beyond the kernel, where it differs from TensorFlow: its padding is then negative, so
// that its windows begin inside the map.

import { afterAll, describe, expect, it } from 'vitest';
import { int, ints, word } from '../../compiler/emit/onnx/attributes.js';
import { autoPadding } from '../../compiler/shapes/auto-padding.js';
import {
  transposedAutoEdge,
  transposedOutputSize,
  transposedSame,
  type TransposedAxis,
} from '../../compiler/shapes/transposed.js';
import {
  ceilOutputSize,
  outputSize,
  samePadding,
  type AxisWindow,
  type UnpaddedAxis,
} from '../../compiler/shapes/window.js';
import { Random } from '../../runtime/random.js';
import { fits, randomAxis, randomPadding, randomWindow, whole } from './random-windows.js';
import { differencesOf, sizesOf, type Node } from './window-models.js';

/** Of all rules together. */
const cases = Number(process.env.WINDOWS ?? 20_000);
/** Nodes of one model; a session takes longer to make than twice as many nodes would deserve. */
const batch = 64;
const bounds = { size: 18, kernel: 5, stride: 5, dilation: 3, padding: 6 };
const undilated = { ...bounds, dilation: 1 };

const counts = new Map<string, number>();
afterAll(() => {
  if (process.env.WINDOWS === undefined) return;
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${all} windows agree with ONNX Runtime:`, Object.fromEntries(counts));
});

interface Case {
  readonly node: Node;
  readonly sizes: readonly number[];
}

/** So many cases of a rule agree with what ONNX Runtime says. */
async function agrees(rule: string, share: number, draw: (random: Random) => Case): Promise<void> {
  const random = new Random(21, rule);
  const count = Math.ceil(cases * share);
  for (let done = 0; done < count; done += batch) {
    const drawn = Array.from({ length: Math.min(batch, count - done) }, () => draw(random));
    const theirs = await sizesOf(drawn.map(({ node }) => node));
    const wrong = drawn.flatMap(({ node, sizes }, i) =>
      sizes.join() === theirs[i].join() ? [] : [JSON.stringify({ node, sizes, theirs: theirs[i] })],
    );
    expect(wrong.slice(0, 5)).toEqual([]);
  }
  counts.set(rule, count);
}

/** Mostly two axes, sometimes one or three. */
function someAxes<T>(random: Random, axis: () => T): T[] {
  return Array.from({ length: [1, 1, 2, 2, 2, 2, 2, 2, 2, 3][whole(random, 0, 9)] }, axis);
}

function fitting(random: Random, most: typeof bounds): AxisWindow {
  for (;;) {
    const axis = randomWindow(random, most);
    if (fits(axis)) return axis;
  }
}

const mapOf = (axes: readonly { size: number }[]): number[] => axes.map(({ size }) => size);
const kernelOf = (axes: readonly { kernel: number }[]): number[] => axes.map(({ kernel }) => kernel);

function geometry(axes: readonly Omit<AxisWindow, 'size' | 'padding'>[]): Node['attributes'] {
  return {
    kernel_shape: ints(axes.map(({ kernel }) => kernel)),
    strides: ints(axes.map(({ stride }) => stride)),
    dilations: ints(axes.map(({ dilation }) => dilation)),
  };
}

function pads(axes: readonly Pick<AxisWindow, 'padding'>[]): Node['attributes'] {
  const before = axes.map(({ padding }) => padding.before);
  return { pads: ints([...before, ...axes.map(({ padding }) => padding.after)]) };
}

const sameUpper = { auto_pad: word('SAME_UPPER') };

function convolution(axes: readonly AxisWindow[]): Node {
  const attributes = { ...geometry(axes), ...pads(axes) };
  return { opType: 'Conv', map: mapOf(axes), kernel: kernelOf(axes), attributes };
}

function transposed(axes: readonly TransposedAxis[]): Node {
  const added = { output_padding: ints(axes.map(({ outputPadding }) => outputPadding)) };
  const attributes = { ...geometry(axes), ...pads(axes), ...added };
  return { opType: 'ConvTranspose', map: mapOf(axes), kernel: kernelOf(axes), attributes };
}

describe('ONNX Runtime agrees', () => {
  it('on convolutions', () =>
    agrees('convolution', 0.3, (random) => {
      const axes = someAxes(random, () => fitting(random, bounds));
      return { node: convolution(axes), sizes: axes.map(outputSize) };
    }));

  it.each(['MaxPool', 'AveragePool'] as const)('on %s, rounded down and up', (opType) =>
    agrees(opType, 0.15, (random) => {
      const isCeil = whole(random, 0, 1) === 1;
      const most = opType === 'MaxPool' ? bounds : undilated;
      const axes = someAxes(random, () => poolAxis(random, most));
      const { dilations, ...others } = geometry(axes);
      const attributes = {
        ...others,
        ...(opType === 'MaxPool' ? { dilations } : {}),
        ...pads(axes),
        ceil_mode: int(isCeil ? 1 : 0),
      };
      const sizes = axes.map((axis) => (isCeil ? ceilOutputSize(axis) : outputSize(axis)));
      return { node: { opType, map: mapOf(axes), attributes }, sizes };
    }),
  );

  it('that the padding which is solved makes the output which was wanted', () =>
    agrees('solved padding', 0.15, (random) => {
      const axes = someAxes(random, () => solvedAxis(random));
      return { node: convolution(axes), sizes: axes.map(({ wanted }) => wanted) };
    }));

  it('on transposed convolutions', () =>
    agrees('transposed', 0.1, (random) => {
      const axes = someAxes(random, () => transposedAxis(random));
      return { node: transposed(axes), sizes: axes.map(transposedOutputSize) };
    }));

  it('that what is cut off or added makes the wanted output of a transposed convolution', () =>
    agrees('solved transposed', 0.05, (random) => {
      const axes = someAxes(random, () => solvedTransposedAxis(random));
      return { node: transposed(axes), sizes: axes.map(({ wanted }) => wanted) };
    }));

  it('on `same` to the last pixel: SAME_UPPER gives the same numbers', async () => {
    const random = new Random(22);
    const count = Math.ceil(cases * 0.1);
    for (let done = 0; done < count; done += batch) {
      const pairs = Array.from({ length: Math.min(batch, count - done) }, () => samePair(random));
      const differences = await differencesOf(pairs);
      const wrong = pairs.filter((_, i) => !(differences[i] < 1e-5));
      expect(wrong.slice(0, 5).map(([, pair]) => JSON.stringify(pair))).toEqual([]);
    }
    counts.set('same', count);
  });

  it('that windows which do not fit are none', async () => {
    const random = new Random(23);
    for (let i = 0; i < 100; i++) {
      const axis = randomWindow(random, { ...bounds, size: 8, padding: 2 });
      const isMade = await sizesOf([convolution([axis])]).then(
        ([[size]]) => size >= 1,
        () => false,
      );
      expect({ axis, isMade }).toEqual({ axis, isMade: outputSize(axis) >= 1 });
    }
  });
});

function poolAxis(random: Random, most: typeof bounds): AxisWindow {
  for (;;) {
    const axis = randomAxis(random, most);
    const padded = { ...axis, padding: randomPadding(random, axis.kernel - 1) };
    if (fits(padded)) return padded;
  }
}

function solvedAxis(random: Random): AxisWindow & { wanted: number } {
  for (;;) {
    const axis = randomAxis(random, bounds);
    const wanted = Math.ceil(axis.size / axis.stride) + whole(random, -2, 2);
    const padding = autoPadding(axis, wanted);
    if (padding !== undefined) return { ...axis, padding, wanted };
  }
}

function transposedAxis(random: Random): TransposedAxis {
  for (;;) {
    const axis = { ...randomWindow(random, { ...bounds, size: 9 }), outputPadding: 0 };
    const outputPadding = whole(random, 0, axis.stride - 1);
    const added = { ...axis, outputPadding };
    if (transposedOutputSize(added) >= 1) return added;
  }
}

function solvedTransposedAxis(random: Random): TransposedAxis & { wanted: number } {
  for (;;) {
    const axis = randomAxis(random, { ...bounds, size: 9 });
    const wanted = whole(random, 1, axis.size * axis.stride + 9);
    const edge = transposedAutoEdge(axis, wanted);
    if (edge !== undefined) return { ...axis, ...edge, wanted };
  }
}

/** A kernel that reaches its next place: without gaps between the windows. */
function kernelBeyondStride(random: Random, size: number): UnpaddedAxis {
  for (;;) {
    const axis = randomAxis(random, { ...undilated, size });
    if (axis.kernel >= axis.stride) return axis;
  }
}

function samePair(random: Random): [Node, Node] {
  if (whole(random, 0, 3) === 0) {
    const axes = someAxes(random, () => kernelBeyondStride(random, 9));
    const ours = transposed(axes.map((axis) => ({ ...axis, ...transposedSame(axis) })));
    return [ours, { ...ours, attributes: { ...geometry(axes), ...sameUpper } }];
  }
  const axes = someAxes(random, () => kernelBeyondStride(random, bounds.size));
  const ours = convolution(
    axes.map((axis) => ({
      ...axis,
      padding: samePadding(axis.size, axis.kernel, axis.stride, axis.dilation),
    })),
  );
  return [ours, { ...ours, attributes: { ...geometry(axes), ...sameUpper } }];
}
