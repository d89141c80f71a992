// Branches that must agree: which of them do not, and with what.

import type { Shape } from '../graph/value.js';
import { isFlat, spatial, written } from '../shapes/shape.js';
import { reportOdd, type Agreement, type ComparedBranch } from './branch-report.js';
import type { BranchResult, Call } from './definition.js';

/** Reports branches that do not agree with most of the others. False where there are some. */
export function branchesAgree(call: Call, agreement: Agreement): boolean {
  const branches = compared(call, agreement);
  const { wanted, odd } = agreement === 'stretched' ? apartFromStretched(branches) : apartFromMost(branches);
  if (odd.length === 0) return true;
  const usual = branches.find((branch) => !odd.includes(branch)) ?? branches[0];
  reportOdd(call, { agreement, branches, odd: odd.filter((branch) => branch !== usual), usual, wanted });
  return false;
}

/** A flat value beside maps as the map of one pixel that it counts as. */
export function asMap(shape: Shape, rank: number): Shape {
  return isFlat(shape) ? [...Array.from({ length: rank - 1 }, () => 1), ...shape] : shape;
}

/** The shape that `multiply` makes of shapes of one rank that agree: on each axis the largest. */
export function stretched(shapes: readonly Shape[]): Shape {
  return shapes[0].map((_, axis) => shapes.reduce((most, shape) => Math.max(most, shape[axis]), 1));
}

function compared(call: Call, agreement: Agreement): ComparedBranch[] {
  const rank = call.branches.reduce((most, { shape }) => Math.max(most, shape.length), 0);
  return call.branches.map((branch, i) => {
    const { shape } = branch;
    const sizes = agreement === 'map' ? spatial(shape) : agreement === 'equal' ? shape : asMap(shape, rank);
    return { ...branch, title: titleOf(branch, i, call), sizes };
  });
}

/** The way around the body of a `residual` is not written as a branch. */
function titleOf({ maker }: BranchResult, index: number, { word }: Call): string {
  const isAround = word === 'residual' && (maker === 'shortcut' || maker === 'identity');
  return isAround ? 'the shortcut' : `branch ${index + 1}`;
}

interface Apart {
  /** The sizes that the others have. */
  readonly wanted: readonly number[];
  readonly odd: readonly ComparedBranch[];
}

/** Those that differ from the most common shape. */
function apartFromMost(branches: readonly ComparedBranch[]): Apart {
  const keys = branches.map(({ shape, sizes }) => `${shape.length}:${written(sizes)}`);
  const usual = mostCommon(keys) ?? keys[0];
  const wanted = branches[keys.indexOf(usual)].sizes;
  return { wanted, odd: branches.filter((_, i) => keys[i] !== usual) };
}

/** Those that are neither 1 nor the most common size on some axis. */
function apartFromStretched(branches: readonly ComparedBranch[]): Apart {
  const rank = mostCommon(branches.map(({ sizes }) => sizes.length)) ?? 1;
  const wanted = Array.from(
    { length: rank },
    (_, axis) => mostCommon(branches.map(({ sizes }) => sizes[axis]).filter((size) => size > 1)) ?? 1,
  );
  const fits = ({ sizes }: ComparedBranch): boolean =>
    sizes.length === rank && sizes.every((size, axis) => size === 1 || size === wanted[axis]);
  return { wanted, odd: branches.filter((branch) => !fits(branch)) };
}

/** The first of those that occur most often; undefined of none. */
function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: T | undefined;
  for (const [value, count] of counts)
    if (best === undefined || count > (counts.get(best) ?? 0)) best = value;
  return best;
}
