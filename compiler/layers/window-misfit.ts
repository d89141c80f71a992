// A window that is larger than the map it slides over: why, with the arithmetic, and what would fit.

import type { Candidate } from '../diagnostics/draft.js';
import { reach, windowFormula, type AxisWindow } from '../shapes/window.js';
import { written } from '../shapes/shape.js';
import { aMap, axisName, theWindow } from './axis-names.js';
import { channelsLast } from './channels-first.js';
import type { Call } from './definition.js';
import { sizesSoFar } from './size-path.js';
import { tried, triedAll } from './tried.js';
import { resized } from './window-remedies.js';
import type { WindowWish } from './window-wish.js';

export function refuseSize(
  call: Call,
  wish: WindowWish,
  axes: readonly AxisWindow[],
  output: readonly number[],
): undefined {
  const failing = [...output.keys()].filter((axis) => output[axis] < 1);
  const [worst] = failing;
  const window = theWindow(
    wish.noun,
    axes.map(({ kernel }) => kernel),
  );
  const reaches = axes.map(({ kernel, dilation }) => reach(kernel, dilation));
  const reaching = axes.some(({ dilation }) => dilation > 1) ? ` (reaching over ${written(reaches)})` : '';
  call.report({
    code: 'CNN301',
    span: call.spanOf(wish.noun),
    message: `${window}${reaching} of \`${call.word}\` does not fit on ${aMap(axes.map(({ size }) => size))}`,
    label: `needs ${atLeast(reaches)}, padding included`,
    related: [{ ...call.input.madeBy, message: `made ${written(call.input.shape)} here` }],
    notes: [
      ...sizesSoFar(call.path(), failing),
      `${axisName(worst, axes.length)}: [(size − ${wish.noun}) / stride] + 1 = ` +
        windowFormula(axes[worst], output[worst], wish.ceil),
      'a size must be 1 or more',
    ],
    help: `pad the map, write a smaller ${wish.noun}, or shrink the map less before it`,
    candidates: remedies(call, wish, axes),
    layer: call.name,
  });
  return undefined;
}

function atLeast(sizes: readonly number[]): string {
  return sizes.length === 1 ? `a length of at least ${sizes[0]}` : `a map of at least ${written(sizes)}`;
}

/**
 * The input with its channels last; a pool over the whole map; `same`; the least padding that makes the
 * window fit; a smaller dilation; the largest window that fits.
 */
function remedies(call: Call, wish: WindowWish, axes: readonly AxisWindow[]): Candidate[] {
  const short = axes.map((a) => reach(a.kernel, a.dilation) - a.size - a.padding.before - a.padding.after);
  const pad = Math.max(...axes.map((a, i) => a.padding.before + Math.max(0, Math.ceil(short[i] / 2))));
  const candidates = [
    ...channelsLast(call.origin()),
    ...overTheWholeMap(call, axes),
    tried(call, 'pad', 'same'),
    tried(call, 'pad', `pad ${pad}`),
  ];
  const dilation = Math.min(...axes.map(({ size, kernel }) => Math.floor((size - 1) / (kernel - 1))));
  if (call.isWritten('dilation') && dilation >= 1 && Number.isFinite(dilation))
    candidates.push(tried(call, 'dilation', `dilation ${dilation}`));
  const sizes = fitting(axes, wish.noun === 'kernel');
  if (sizes.some((size) => size > 1)) candidates.push(resized(call, wish.noun, sizes));
  return candidates;
}

/** A pool that is larger than the map on every axis was meant to leave one pixel of it. */
function overTheWholeMap(call: Call, axes: readonly AxisWindow[]): Candidate[] {
  if (call.word !== 'pool' || axes.some(({ size, kernel }) => kernel < size)) return [];
  const edits = ['stride', 'pad', 'ceil', 'include-pad'].flatMap((argument) => call.edit.remove(argument));
  return [triedAll(call, [...call.edit.replace('window', 'global'), ...edits], '`global`')];
}

/** The window as it is where it fits; elsewhere the largest that does, square if it was square; kernels are odd. */
function fitting(axes: readonly AxisWindow[], odd: boolean): number[] {
  const largest = axes.map(({ size, kernel, dilation }) => {
    const most = Math.floor((size - 1) / dilation) + 1;
    return kernel <= most ? kernel : odd ? most - 1 + (most % 2) : most;
  });
  const least = Math.min(...largest);
  const square = axes.every(({ kernel }) => kernel === axes[0].kernel) && least > 1;
  return square ? largest.map(() => least) : largest;
}
