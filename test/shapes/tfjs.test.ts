// Shape arithmetic, `same` and the padding solver against tfjs-core's own, on 100,000 random windows a rule.
// Left out, for tfjs-core is wrong there: a number as padding in 2-D, which takes every axis for the first
// (tensorflow/tfjs#649), so that pads are always given one by one; and `same` in 3-D where the stride is
// beyond the kernel, for its padding is then negative. Where a window does not fit, tfjs-core truncates
// towards zero: only that both sizes are 0 or less is compared.

import { backend_util } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { autoPadding } from '../../compiler/shapes/auto-padding.js';
import { transposedSame } from '../../compiler/shapes/transposed.js';
import {
  ceilOutputSize,
  outputSize,
  reach,
  samePadding,
  type AxisWindow,
  type UnpaddedAxis,
} from '../../compiler/shapes/window.js';
import { Random } from '../../runtime/random.js';
import { mistakes, randomAxis, randomPadding, randomWindow, whole } from './random-windows.js';

const cases = 100_000;
const bounds = { size: 300, kernel: 13, stride: 7, dilation: 4, padding: 15 };

type Pad = Parameters<typeof backend_util.computeConv2DInfo>[4];
type Rounding = 'floor' | 'ceil';

interface Answer {
  readonly outputs: readonly number[];
  readonly padding: readonly { readonly before: number; readonly after: number }[];
}

function tfjs(axes: readonly UnpaddedAxis[], pad: Pad, rounding?: Rounding): Answer {
  const [h, w] = axes;
  const { outHeight, outWidth, padInfo } = backend_util.computeConv2DInfo(
    [1, h.size, w.size, 3],
    [h.kernel, w.kernel, 3, 8],
    [h.stride, w.stride],
    [h.dilation, w.dilation],
    pad,
    rounding,
  );
  return {
    outputs: [outHeight, outWidth],
    padding: [
      { before: padInfo.top, after: padInfo.bottom },
      { before: padInfo.left, after: padInfo.right },
    ],
  };
}

function explicit([h, w]: readonly { padding: AxisWindow['padding'] }[]): Pad {
  const sides = [h, w].map(({ padding }): [number, number] => [padding.before, padding.after]);
  return [[0, 0], sides[0], sides[1], [0, 0]];
}

/** Both refuse it, or both make the same. */
const agree = (ours: number, theirs: number): boolean => (ours < 1 ? theirs < 1 : ours === theirs);

const samePaddingOf = ({ size, kernel, stride, dilation }: UnpaddedAxis) =>
  samePadding(size, kernel, stride, dilation);

describe('tfjs-core agrees', () => {
  it('on sizes with padding of every kind, on maps of two axes', () => {
    const random = new Random(11);
    const wrong = mistakes(cases, () => {
      const axes = [randomWindow(random, bounds), randomWindow(random, bounds)];
      const { outputs } = tfjs(axes, explicit(axes));
      return axes.every((axis, i) => agree(outputSize(axis), outputs[i])) ? undefined : JSON.stringify(axes);
    });
    expect(wrong).toEqual([]);
  });

  it('on `same`: sizes, and what goes before and after', () => {
    const random = new Random(12);
    const wrong = mistakes(cases, () => {
      const axes = [randomAxis(random, bounds), randomAxis(random, bounds)];
      const { outputs, padding } = tfjs(axes, 'same');
      const isRight = axes.every((axis, i) => {
        const ours = samePaddingOf(axis);
        const sidesAgree = ours.before === padding[i].before && ours.after === padding[i].after;
        return sidesAgree && outputSize({ ...axis, padding: ours }) === outputs[i];
      });
      return isRight ? undefined : JSON.stringify(axes);
    });
    expect(wrong).toEqual([]);
  });

  it('on `valid`', () => {
    const random = new Random(13);
    const none = { before: 0, after: 0 };
    const wrong = mistakes(cases, () => {
      const axes = [randomAxis(random, bounds), randomAxis(random, bounds)];
      const { outputs } = tfjs(axes, 'valid');
      const isRight = axes.every((axis, i) => agree(outputSize({ ...axis, padding: none }), outputs[i]));
      return isRight ? undefined : JSON.stringify(axes);
    });
    expect(wrong).toEqual([]);
  });

  it('that the padding which is solved makes the output which was wanted', () => {
    const random = new Random(14);
    let solved = 0;
    const wrong = mistakes(cases, () => {
      const axes = [randomAxis(random, bounds), randomAxis(random, bounds)];
      const wanted = axes.map(({ size, stride }) => Math.ceil(size / stride) + whole(random, -2, 2));
      const paddings = axes.map((axis, i) => autoPadding(axis, wanted[i]));
      const [before, after] = paddings;
      if (before === undefined || after === undefined) return undefined;
      solved++;
      const { outputs } = tfjs(axes, explicit([{ padding: before }, { padding: after }]));
      return outputs.join() === wanted.join() ? undefined : JSON.stringify({ axes, wanted, outputs });
    });
    expect(wrong).toEqual([]);
    expect(solved).toBeGreaterThan(cases / 10);
  });

  // tfjs-core lacks PyTorch's rule that no window starts beyond the map: those are left to ONNX Runtime.
  it('on ceil pools whose last window starts on the map', () => {
    const random = new Random(15);
    let compared = 0;
    const wrong = mistakes(cases, () => {
      const axes = [randomWindow(random, bounds), randomWindow(random, bounds)];
      const { outputs } = tfjs(axes, explicit(axes), 'ceil');
      const isRight = axes.every((axis, i) => {
        if ((outputs[i] - 1) * axis.stride >= axis.size + axis.padding.before) return true;
        compared++;
        return agree(ceilOutputSize(axis), outputs[i]);
      });
      return isRight ? undefined : JSON.stringify(axes);
    });
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(cases);
  });

  it('on `same` of a transposed convolution: it is the gradient of `same` on the larger map', () => {
    const random = new Random(16);
    const wrong = mistakes(cases, () => {
      const axes = [randomAxis(random, bounds), randomAxis(random, bounds)];
      const larger = axes.map((axis) => ({ ...axis, size: axis.size * axis.stride }));
      const { outputs, padding } = tfjs(larger, 'same');
      const isRight = axes.every((axis, i) => {
        const ours = transposedSame(axis).padding;
        const sidesAgree = ours.before === padding[i].before && ours.after === padding[i].after;
        return sidesAgree && outputs[i] === axis.size;
      });
      return isRight ? undefined : JSON.stringify(axes);
    });
    expect(wrong).toEqual([]);
  });

  it('on maps of three axes', () => {
    const random = new Random(17);
    const wrong = mistakes(cases, () => {
      const axes = [1, 2, 3].map(() => randomAxis(random, bounds));
      const { before } = randomPadding(random, bounds.padding);
      const sizes = axes.map((axis) => outputSize({ ...axis, padding: { before, after: before } }));
      const padded = tfjs3(axes, before);
      if (!axes.every((_, i) => agree(sizes[i], padded[i]))) return JSON.stringify({ axes, before });
      if (axes.some(({ stride, kernel, dilation }) => stride > reach(kernel, dilation))) return undefined;
      const same = axes.map((axis) => outputSize({ ...axis, padding: samePaddingOf(axis) }));
      return tfjs3(axes, 'same').join() === same.join() ? undefined : JSON.stringify(axes);
    });
    expect(wrong).toEqual([]);
  });
});

function tfjs3([d, h, w]: readonly UnpaddedAxis[], pad: number | 'same'): number[] {
  const { outDepth, outHeight, outWidth } = backend_util.computeConv3DInfo(
    [1, d.size, h.size, w.size, 3],
    [d.kernel, h.kernel, w.kernel, 3, 8],
    [d.stride, h.stride, w.stride],
    [d.dilation, h.dilation, w.dilation],
    pad,
  );
  return [outDepth, outHeight, outWidth];
}
