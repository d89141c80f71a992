// Remedies that rewrite the branches themselves: the larger map cropped or pooled to the smaller, a
// projection, and `residual` where `add <BODY | identity>` lacks one.

import type { Branch, Branches } from '../../grammar/ast.js';
import type { Candidate } from '../diagnostics/draft.js';
import { channels, isFlat, spatial, written } from '../shapes/shape.js';
import { mapText } from './axis-names.js';
import type { Call } from './definition.js';
import { changesOn, type SizePath } from './size-path.js';
import { onAll } from './window-remedies.js';

/** Maps of another scale are not cropped to each other: what they show would not lie on one another. */
const mostCropped = 1.5;

/** `crop auto` at the end of the larger of two branches. */
export function croppedToSmaller(call: Call): Candidate[] {
  const maps = call.branches.map(({ shape }) => spatial(shape));
  const parts = writtenBranches(call);
  if (maps.length !== 2 || parts.length !== 2) return [];
  const larger = [0, 1].find((i) => covers(maps[i], maps[1 - i]));
  if (larger === undefined) return [];
  return [appended(parts, larger, 'crop auto', mapText(maps[1 - larger]))];
}

/** Another layer at the end of a branch, which makes it as the other. */
function appended(parts: readonly Branch[], index: number, words: string, goal: string): Candidate {
  const { end } = parts[index].span;
  const line = `\`${words}\` at the end of branch ${index + 1} makes it ${goal} too`;
  return {
    edits: [{ span: { start: end, end }, text: `; ${words}` }],
    safe: false,
    title: ({ output }) => (output === undefined ? undefined : line),
  };
}

/** `pool max 2` at the end of the branch whose map is twice as large; not where it has just been enlarged. */
export function pooledToSmaller(call: Call): Candidate[] {
  const maps = call.branches.map(({ shape }) => spatial(shape));
  const parts = writtenBranches(call);
  if (maps.length !== 2 || parts.length !== 2) return [];
  for (const larger of [0, 1]) {
    const [large, small] = [maps[larger], maps[1 - larger]];
    const times = timesLarger(large, small);
    if (times === undefined || isEnlarged(call.branches[larger].path())) continue;
    const tiles = large.every((size, axis) => Math.floor(size / times) === small[axis]);
    return [appended(parts, larger, `pool max ${times}${tiles ? '' : ' same'}`, mapText(small))];
  }
  return [];
}

/** How many times as large a map is on every axis, rounded up. */
function timesLarger(large: readonly number[], small: readonly number[]): number | undefined {
  if (large.length === 0 || large.length !== small.length) return undefined;
  const times = Math.round(large[0] / small[0]);
  const fits = large.every((size, axis) =>
    [Math.floor, Math.ceil].some((whole) => whole(size / times) === small[axis]),
  );
  return times >= 2 && fits ? times : undefined;
}

function isEnlarged(path: SizePath): boolean {
  const changes = changesOn(path, [...(path.at(-1)?.sizes.keys() ?? [])]);
  const [before, last] = changes.slice(-2);
  return last?.sizes.some((size, axis) => size > before.sizes[axis]) ?? false;
}

/** A 1x1 convolution at the end of a branch that only carries a value in, with the maps of the other and its stride. */
export function projected(call: Call): Candidate[] {
  const parts = writtenBranches(call);
  if (call.branches.length !== 2 || parts.length !== 2) return [];
  // Between two, `identity` is what has gone through the layers.
  const lone = [0, 1].filter((i) => isLone(parts[i], i, call));
  const carried = lone.find((i) => !isIdentity(parts[i])) ?? lone.at(0);
  if (carried === undefined) return [];
  const [from, to] = [call.branches[carried].shape, call.branches[1 - carried].shape];
  if (from.length !== to.length || isFlat(from) || channels(from) === channels(to)) return [];
  const strides = spatial(from).map((size, axis) => Math.ceil(size / to[axis]));
  if (spatial(from).some((size, axis) => Math.ceil(size / strides[axis]) !== to[axis])) return [];
  const kernel = written(strides.map(() => 1));
  const stride = strides.every((step) => step === 1) ? '' : ` stride ${onAll(strides)}`;
  return [appended(parts, carried, `conv ${channels(to)} ${kernel}${stride}`, written(to))];
}

/** `identity`, or the name of a value that was made before. */
function isLone(branch: Branch, index: number, call: Call): boolean {
  const [only] = branch.statements;
  if (branch.statements.length !== 1 || only.kind !== 'layer' || only.arguments.length > 0) return false;
  return isIdentity(branch) || isFromBefore(branch, index, call);
}

function covers(large: readonly number[], small: readonly number[]): boolean {
  return (
    large.length > 0 &&
    large.length === small.length &&
    large.every((size, axis) => size >= small[axis] && size <= small[axis] * mostCropped) &&
    large.some((size, axis) => size > small[axis])
  );
}

/** Whether a map was made before the branches: a skip, which no padding in the branch can change. */
export function isCarriedIn(call: Call): boolean {
  return writtenBranches(call).some((branch, i) => isFromBefore(branch, i, call));
}

function isFromBefore({ span: own }: Branch, index: number, call: Call): boolean {
  const { source, span } = call.branches[index]?.madeBy ?? {};
  return source === undefined || span.start < own.start || span.end > own.end;
}

/** `add <BODY | identity>` as `residual <BODY>`, whose shortcut is a projection where the shapes differ. */
export function asResidual(call: Call): Candidate[] {
  const parts = writtenBranches(call);
  if (call.word !== 'add' || parts.length !== 2) return [];
  const around = parts.findIndex(isIdentity);
  if (around < 0) return [];
  const [first, second] = parts;
  const span =
    around === 1
      ? { start: first.span.end, end: second.span.end }
      : { start: first.span.start, end: second.span.start };
  return [
    {
      edits: [
        { span: call.statement.word.span, text: 'residual' },
        { span, text: '' },
      ],
      safe: false,
      title: () => '`residual`, without `identity`, adds a projection of what arrives',
    },
  ];
}

function isIdentity({ statements }: Branch): boolean {
  const [only] = statements;
  return statements.length === 1 && only.kind === 'layer' && only.word.text === 'identity';
}

/** Each with something in it. */
function writtenBranches({ statement }: Call): readonly Branch[] {
  const branches = statement.arguments.find((given): given is Branches => given.kind === 'branches');
  return branches?.branches.filter(({ statements }) => statements.length > 0) ?? [];
}
