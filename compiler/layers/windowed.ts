// What convolutions and pools share: from what is written to the geometry of a window on a map.

import type { ConvolutionGeometry, Padding } from '../graph/ops.js';
import {
  ceilOutputSize,
  extensionOf,
  outputSize,
  reach,
  samePadding,
  windowFormula,
} from '../shapes/window.js';
import type { AxisWindow } from '../shapes/window.js';
import { isFlat, spatial, written } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import type { Call, Inferred } from './definition.js';
import type { PaddingRule, PerAxis } from './readers.js';

/** A window as its layer wants it, before it meets a map. */
export interface WindowWish {
  /** What messages call it: `kernel` or `window`. */
  readonly noun: 'kernel' | 'window';
  readonly size: PerAxis;
  readonly stride: PerAxis;
  readonly dilation: PerAxis;
  readonly padding: PaddingRule;
  readonly ceil: boolean;
}

export interface PlacedWindow {
  /** The output's spatial sizes. */
  readonly output: readonly number[];
  readonly geometry: Omit<ConvolutionGeometry, 'groups'>;
  /** How far ceil rounding reaches beyond the padded map, an entry an axis. */
  readonly extension: readonly number[];
  readonly explain: () => string[];
  readonly reach: (target: readonly number[]) => Candidate[];
}

/** Puts a window on the map that arrives; reports where that cannot be. */
export function placeWindow(call: Call, wish: WindowWish): PlacedWindow | undefined {
  const map = spatial(call.input.shape);
  if (isFlat(call.input.shape)) return refuseFlat(call);
  const axes = axisWindows(call, wish, map);
  if (axes === undefined) return undefined;
  const output = axes.map((axis) => sizeOn(axis, wish.ceil));
  if (output.some((size) => size < 1)) return refuseSize(call, wish, axes, output);
  return {
    output,
    geometry: {
      window: axes.map(({ kernel }) => kernel),
      strides: axes.map(({ stride }) => stride),
      dilations: axes.map(({ dilation }) => dilation),
      padding: axes.map((axis) => axis.padding),
    },
    extension: axes.map((axis, i) => (wish.ceil ? extensionOf(axis, output[i]) : 0)),
    explain: () =>
      axes.map((axis, i) => `${axisName(i, axes.length)}: ${windowFormula(axis, output[i], wish.ceil)}`),
    reach: (target) => paddingsFor(call, axes, target),
  };
}

function sizeOn(axis: AxisWindow, ceil: boolean): number {
  return ceil ? ceilOutputSize(axis) : outputSize(axis);
}

function refuseFlat(call: Call): undefined {
  call.report({
    code: 'CNN302',
    span: call.statement.word.span,
    message: `\`${call.word}\` slides a window over a feature map, but what reaches it is flat: ${written(call.input.shape)}`,
    label: 'wants height x width x channels',
    related: [{ ...call.input.madeBy, message: `${flatMaker(call)}: ${written(call.input.shape)}` }],
    help: mapHelp(call),
  });
  return undefined;
}

function flatMaker(call: Call): string {
  return call.input.maker === 'input' ? 'this input is flat' : 'made flat here';
}

function mapHelp(call: Call): string {
  if (call.input.maker === 'flatten') return `put \`${call.word}\` before the \`flatten\``;
  if (call.input.maker === 'input')
    return 'write the input as an image, height x width x channels: `input 28x28x1`';
  return `put \`${call.word}\` in front, where there is still a map`;
}

function axisWindows(call: Call, wish: WindowWish, map: readonly number[]): AxisWindow[] | undefined {
  const kernel = perAxis(call, wish.noun, wish.size, map.length);
  const stride = perAxis(call, 'stride', wish.stride, map.length);
  const dilation = perAxis(call, 'dilation', wish.dilation, map.length);
  if (!kernel || !stride || !dilation) return undefined;
  const bare = map.map((size, i) => ({ size, kernel: kernel[i], stride: stride[i], dilation: dilation[i] }));
  const paddings = paddingOn(call, wish.padding, bare);
  return paddings && bare.map((axis, i) => ({ ...axis, padding: paddings[i] }));
}

type UnpaddedAxis = Omit<AxisWindow, 'padding'>;

function paddingOn(
  call: Call,
  rule: PaddingRule,
  axes: readonly UnpaddedAxis[],
): readonly Padding[] | undefined {
  if (rule.kind === 'explicit') return perAxis(call, 'pad', rule.axes, axes.length);
  if (rule.kind === 'valid') return axes.map(() => ({ before: 0, after: 0 }));
  return axes.map(({ size, kernel, stride, dilation }) => samePadding(size, kernel, stride, dilation));
}

/** One value serves every axis; otherwise there must be one for each. */
function perAxis<T>(
  call: Call,
  argument: string,
  given: readonly T[],
  axes: number,
): readonly T[] | undefined {
  if (given.length === axes) return given;
  if (given.length === 1) return Array.from({ length: axes }, () => given[0]);
  call.report({
    code: 'CNN206',
    span: call.spanOf(argument),
    message: `the ${argument} has ${given.length} axes, the map has ${axes}: ${written(call.input.shape)}`,
    related: [{ ...call.input.madeBy, message: `made ${written(call.input.shape)} here` }],
    help: `write one number for all axes, or ${axes}`,
  });
  return undefined;
}

function refuseSize(
  call: Call,
  wish: WindowWish,
  axes: readonly AxisWindow[],
  output: readonly number[],
): undefined {
  const worst = output.findIndex((size) => size < 1);
  const kernel = written(axes.map((axis) => axis.kernel));
  const map = written(axes.map(({ size }) => size));
  const dilated = axes.some(({ dilation }) => dilation > 1);
  const reaching = dilated ? ` (reaching over ${written(axes.map((a) => reach(a.kernel, a.dilation)))})` : '';
  call.report({
    code: 'CNN301',
    span: call.spanOf(wish.noun),
    message: `the ${kernel} ${wish.noun}${reaching} of \`${call.word}\` does not fit on ${withArticle(map)} map`,
    label: `needs a map of at least ${written(axes.map((a) => reach(a.kernel, a.dilation)))}, padding included`,
    related: [{ ...call.input.madeBy, message: `made ${written(call.input.shape)} here` }],
    notes: [
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

/** A size as it is read: an 8x8, an 11x11, a 7x7. */
function withArticle(size: string): string {
  return /^(?:8|1[18](?:\d{3})*(?!\d))/.test(size) ? `an ${size}` : `a ${size}`;
}

/** How people call the axes of a map. */
export function axisName(axis: number, axes: number): string {
  return ['depth', 'height', 'width'].slice(3 - axes)[axis] ?? `axis ${axis + 1}`;
}

/** `same`; the least padding that makes the window fit; a smaller dilation; the largest window that fits. */
function remedies(call: Call, wish: WindowWish, axes: readonly AxisWindow[]): Candidate[] {
  const short = axes.map((a) => reach(a.kernel, a.dilation) - a.size - a.padding.before - a.padding.after);
  const pad = Math.max(...axes.map((a, i) => a.padding.before + Math.max(0, Math.ceil(short[i] / 2))));
  const candidates = [tried(call, 'pad', 'same'), tried(call, 'pad', `pad ${pad}`)];
  const dilation = Math.min(...axes.map(({ size, kernel }) => Math.floor((size - 1) / (kernel - 1))));
  if (call.isWritten('dilation') && dilation >= 1 && Number.isFinite(dilation))
    candidates.push(tried(call, 'dilation', `dilation ${dilation}`));
  const sizes = fitting(axes, wish.noun === 'kernel');
  if (sizes.some((size) => size > 1)) candidates.push(tried(call, wish.noun, written(sizes)));
  return candidates;
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

/** Paddings with which the window makes these sizes: `same` where it does, else the smallest number of pixels. */
function paddingsFor(call: Call, axes: readonly AxisWindow[], target: readonly number[]): Candidate[] {
  if (target.length !== axes.length) return [];
  const totals = axes.map((axis, i) => leastTotal(axis, target[i]));
  if (totals.includes(undefined)) return unstrided(call, axes, target);
  const sides = (totals as number[]).map((total) => [Math.floor(total / 2), Math.ceil(total / 2)]);
  const parts = sides.map(([before, after]) => (before === after ? `${before}` : `${before}..${after}`));
  const square = parts.every((part) => part === parts[0]) && !parts[0].includes('..');
  const same = axes.every((axis, i) => Math.ceil(axis.size / axis.stride) === target[i]);
  const exact = tried(call, 'pad', `pad ${square ? parts[0] : parts.join('x')}`);
  return same ? [tried(call, 'pad', 'same'), exact] : [exact];
}

/** Windows that move pixel by pixel keep the map: what a branch beside others mostly wants. */
function unstrided(call: Call, axes: readonly AxisWindow[], target: readonly number[]): Candidate[] {
  const strided = axes.some(({ stride }) => stride > 1);
  if (!strided || axes.some(({ size }, i) => size !== target[i])) return [];
  const isSame = call.values.pad === undefined ? call.defaults.padding : paddingKind(call.values.pad);
  if (isSame === 'same') return [tried(call, 'stride', 'stride 1')];
  const edits = [...call.edit.replace('stride', 'stride 1'), ...call.edit.replace('pad', 'same')];
  return [{ ...tried(call, 'pad', 'stride 1 same'), edits }];
}

function paddingKind(rule: unknown): string {
  return (rule as PaddingRule).kind;
}

/**
 * The least padding, both sides together, for an output of `target`; undefined where no padding
 * gives it, or only so much that some windows would see nothing else.
 */
function leastTotal({ size, kernel, stride, dilation }: AxisWindow, target: number): number | undefined {
  const least = (target - 1) * stride + reach(kernel, dilation) - size;
  if (least >= 0) return least <= 2 * (reach(kernel, dilation) - 1) ? least : undefined;
  return least + stride > 0 ? 0 : undefined;
}

/** A remedy whose line tells what it then makes: "`pad 1` keeps 28x28". */
export function tried(call: Call, argument: string, words: string): Candidate {
  const map = written(spatial(call.input.shape));
  return {
    edits: call.edit.replace(argument, words),
    safe: false,
    title: ({ output }) => {
      if (output === undefined) return undefined;
      const made = written(spatial(output));
      return made === map ? `\`${words}\` keeps ${made}` : `\`${words}\` gives ${made}`;
    },
  };
}

/** What a placed window adds to what `infer` returns. */
export function windowResults(placed: PlacedWindow): Pick<Inferred, 'extent' | 'explain' | 'reach'> {
  const { window, strides, dilations } = placed.geometry;
  return { extent: { window, strides, dilations }, explain: placed.explain, reach: placed.reach };
}
