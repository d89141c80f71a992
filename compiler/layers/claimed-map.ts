// What `pad auto` solves for: the map that the same statement claims.

import type { Size } from '../../grammar/ast.js';
import type { Candidate } from '../diagnostics/draft.js';
import { nearest, type Interval } from '../shapes/interval.js';
import { spatial, written } from '../shapes/shape.js';
import { axesText, axisName, mapText } from './axis-names.js';
import type { Call } from './definition.js';
import { tried } from './tried.js';

/** Of each axis the claimed size, undefined for `_`; `usual` is what `same` would make. */
export function claimedMap(
  call: Call,
  usual: readonly number[],
): readonly (number | undefined)[] | undefined {
  const claimed = call.claimed();
  // What cannot be known has been reported.
  if (claimed === undefined) return call.statement.claims.length > 0 ? undefined : refuseLack(call, usual);
  const axes = usual.length;
  if (claimed.length === axes || claimed.length === axes + 1) return claimed.slice(0, axes);
  return refuseAxes(call, claimed.length);
}

function refuseLack(call: Call, usual: readonly number[]): undefined {
  const { end } = call.statement.span;
  const claim = ` -> ${written(usual)}`;
  const claiming: Candidate = {
    edits: [{ span: { start: end, end }, text: claim }],
    safe: false,
    title: ({ output }) => output && `claim a size, such as \`${claim.trim()}\``,
  };
  call.report({
    code: 'CNN204',
    span: call.spanOf('pad'),
    message: '`pad auto` has no claim to solve for',
    label: 'finds the padding that makes what the line claims',
    help: `claim the size that you want, \`${claim.trim()}\`, or write \`same\``,
    candidates: [claiming, tried(call, 'pad', 'same')],
    layer: call.name,
  });
  return undefined;
}

function refuseAxes(call: Call, sizes: number): undefined {
  const { shape } = call.input;
  const axes = shape.length - 1;
  const names = axesText([...shape.keys()].slice(0, -1), axes);
  const { span } = claimOf(call, axes);
  const counted = sizes === 1 ? 'one size' : `${sizes} sizes`;
  call.report({
    code: 'CNN401',
    span,
    message: `\`pad auto\` cannot solve for ${counted}: the map has ${axes}, beside its channels`,
    label: `wants ${names}`,
    related: [{ ...call.input.madeBy, message: `made ${written(shape)} here` }],
    help: `claim ${names}, and after them the channels if you like`,
  });
  return undefined;
}

/** The claim of all axes or of all but the channels. */
function claimOf(call: Call, axes: number): Size {
  const { claims } = call.statement;
  return claims.find(({ parts }) => parts.length === axes || parts.length === axes + 1) ?? claims[0];
}

/** Why no padding makes what is claimed. */
export interface Unsolvable {
  readonly claimed: readonly (number | undefined)[];
  /** What can be had on each axis. */
  readonly possible: readonly Interval[];
  /** `with the 3x3 kernel and stride 2` */
  readonly means: string;
  /** The arithmetic of an axis, a line each. */
  readonly arithmetic: (axis: number) => readonly string[];
  /** Remedies other than another claim. */
  readonly candidates: readonly Candidate[];
}

export function refuseClaim(call: Call, why: Unsolvable): undefined {
  const { claimed, possible } = why;
  const map = spatial(call.input.shape);
  const axes = [...map.keys()];
  const nearestSizes = axes.map((axis) => nearest(possible[axis], claimed[axis] ?? possible[axis].least));
  const wrong = axes.filter((axis) => claimed[axis] !== undefined && nearestSizes[axis] !== claimed[axis]);
  const [first] = wrong;
  const wanted = wrong.length === 1 ? `${axisName(first, map.length)} ${claimed[first]}` : listed(claimed);
  const claim = claimOf(call, map.length);
  call.report({
    code: 'CNN401',
    span: call.spanOf('pad'),
    message: `no padding makes ${wanted} of ${mapText(map)}, ${why.means}`,
    label: ranges(wrong, possible, map.length),
    related: [
      { ...call.input.madeBy, message: `made ${written(call.input.shape)} here` },
      { span: claim.span, message: 'claimed here' },
    ],
    notes: why.arithmetic(first).map((line) => `${axisName(first, map.length)}: ${line}`),
    help: `the nearest that can be had is ${mapText(nearestSizes)}`,
    candidates: [...why.candidates, claimingNearest(claim, wrong, nearestSizes)],
    layer: call.name,
  });
  return undefined;
}

function listed(claimed: readonly (number | undefined)[]): string {
  const sizes = claimed.map((size) => size ?? '_').join('x');
  return claimed.length === 1 ? `length ${sizes}` : sizes;
}

function ranges(wrong: readonly number[], possible: readonly Interval[], axes: number): string {
  const texts = wrong.map((axis) => rangeOf(possible[axis]));
  if (texts.every((text) => text === texts[0])) return `${axesText(wrong, axes)} ${texts[0]}`;
  return wrong.map((axis, i) => `${axisName(axis, axes)} ${texts[i]}`).join(', ');
}

function rangeOf({ least, most }: Interval): string {
  return least === most ? `can only be ${least}` : `can be ${least} to ${most}`;
}

function claimingNearest(claim: Size, wrong: readonly number[], sizes: readonly number[]): Candidate {
  return {
    edits: wrong.map((axis) => ({ span: claim.parts[axis].span, text: `${sizes[axis]}` })),
    safe: false,
    title: ({ output }) => output && `claim the nearest that can be had: ${mapText(spatial(output))}`,
  };
}
