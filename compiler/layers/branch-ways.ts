// The ways of branches since they split: how their sizes came apart, and where first.

import type { RelatedDraft } from '../diagnostics/draft.js';
import { changesOn, isFarBack, tellingOf, type SizePath, type Stop } from './size-path.js';

export interface TitledPath {
  /** `branch 1` */
  readonly title: string;
  readonly path: SizePath;
  /** Whether it is not as most of the others. */
  readonly isOdd?: boolean;
}

export interface BranchWays {
  /** A line each, their titles aligned. */
  readonly notes: string[];
  /** The layer at which they part, on its line. */
  readonly parting: RelatedDraft[];
}

/** Undefined where their last lines say it all. */
export function waysSinceSplit(
  branches: readonly TitledPath[],
  axes: readonly number[],
): BranchWays | undefined {
  const { paths, isOne } = sinceSplit(branches.map(({ path }) => path));
  if (paths.some((path) => path.length === 0)) return undefined;
  if (!paths.some((path) => isFarBack(path, axes))) return undefined;
  const { title, tell } = tellingOf(paths, axes);
  const widest = Math.max(...branches.map((branch) => branch.title.length));
  return {
    notes: paths.map((path, i) => `${title}, ${`${branches[i].title}:`.padEnd(widest + 1)} ${tell(path)}`),
    parting: isOne
      ? partingOf(
          paths,
          branches.map(({ isOdd = false }) => isOdd),
          axes,
        )
      : [],
  };
}

/** From the last layer that all of them came through; whole where they never were one. */
function sinceSplit(paths: readonly SizePath[]): { readonly paths: SizePath[]; readonly isOne: boolean } {
  const [first, ...others] = paths;
  const layers = others.map((path) => new Set(path.map(({ layer }) => layer)));
  const split = first.findLast(({ layer }) => layers.every((known) => known.has(layer)))?.layer;
  const since = paths.map((path) =>
    path.slice(
      Math.max(
        0,
        path.findIndex(({ layer }) => layer === split),
      ),
    ),
  );
  return { paths: since, isOne: split !== undefined };
}

interface Change {
  readonly from: Stop;
  readonly to: Stop;
}

/** The change that tells them apart, where no branch is marked there already. */
function partingOf(
  paths: readonly SizePath[],
  odd: readonly boolean[],
  axes: readonly number[],
): RelatedDraft[] {
  const ways = paths.map((path) => changesOn(path, axes));
  const together = commonStart(ways, axes);
  const order = [...ways.filter((_, i) => odd[i]), ...ways.filter((_, i) => !odd[i])];
  const ahead = order.map((way) => changesAfter(way, together)).find((changes) => changes.length > 0) ?? [];
  const axis =
    axes.find((each) => ahead.some(({ from, to }) => from.sizes[each] !== to.sizes[each])) ?? axes[0];
  const rounded = comesBack(ahead, axis)
    ? ahead.find(({ from, to }) => isRounded(from.sizes[axis], to.sizes[axis]))
    : undefined;
  const change = rounded ?? ahead.at(0);
  if (change === undefined || paths.some((path) => path.at(-1) === change.to)) return [];
  const [from, to] = [change.from.sizes[axis], change.to.sizes[axis]];
  return [
    { ...change.to.place, message: `they part here: ${from} becomes ${to}${rounded ? twice(from, to) : ''}` },
  ];
}

/** How many changes all of them make alike. */
function commonStart(ways: readonly SizePath[], axes: readonly number[]): number {
  const sizes = (way: SizePath, i: number): string => axes.map((axis) => way.at(i)?.sizes[axis]).join();
  let i = 0;
  while (ways.every((way) => i < way.length && sizes(way, i) === sizes(ways[0], i))) i++;
  return Math.max(1, i);
}

function changesAfter(way: SizePath, index: number): Change[] {
  return way.slice(index).map((to, i) => ({ from: way[index + i - 1], to }));
}

/** Whether a map that was made smaller is made larger again: then what was rounded off is missing. */
function comesBack(changes: readonly Change[], axis: number): boolean {
  return changes.some(({ from, to }) => to.sizes[axis] > from.sizes[axis]);
}

/** Whether no whole stride leads from the one size to the other. */
function isRounded(from: number, to: number): boolean {
  return from % to !== 0 && to % from !== 0;
}

/** `, and 2 · 44 = 88` */
function twice(from: number, to: number): string {
  const times = Math.round(from / to);
  return times > 1 ? `, and ${times} · ${to} = ${times * to}` : '';
}
