// Branches that must agree: which do not, on which axis, where the sizes were made, and which
// padding would bring them together.

import type { Candidate } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { channels, spatial, written } from '../shapes/shape.js';
import type { BranchResult, Call } from './definition.js';
import { axisName } from './axis-names.js';

/** The axes of a shape that must agree. */
type Axes = (shape: Shape) => readonly number[];

/** Reports branches whose shapes differ from the most common one on these axes. False where some do. */
export function branchesAgree(call: Call, axes: Axes): boolean {
  const keys = call.branches.map(({ shape }) => `${shape.length}:${written(axes(shape))}`);
  const wanted = mostCommon(keys);
  const numbered = call.branches.map((branch, i) => ({ ...branch, number: i + 1 }));
  const odd = numbered.filter((_, i) => keys[i] !== wanted);
  if (odd.length === 0) return true;
  const usual = numbered[keys.indexOf(wanted)];
  const told = numbered.length <= mostTold ? numbered : [usual, ...odd.slice(0, mostTold - 1)];
  call.report({
    code: 'CNN304',
    span: call.statement.word.span,
    message: `the branches of \`${call.word}\` do not agree: ${listed(call.branches.map(({ shape }) => written(shape)))}`,
    label: rule(call.word),
    related: told.map((branch) => ({
      ...branch.madeBy,
      message: `branch ${branch.number} makes ${written(branch.shape)}${difference(branch, usual, axes)}`,
    })),
    notes: odd.slice(0, mostTold - 1).flatMap((branch) => explanation(branch, usual, axes)),
    help: advice(call.word, odd, usual),
    candidates: remedies(call, odd, usual),
    layer: call.name,
  });
  return false;
}

/** A branch and its place, from 1. */
interface Numbered extends BranchResult {
  readonly number: number;
}

/** More branches than this are not all shown. */
const mostTold = 6;

function rule(word: string): string {
  return word === 'add' ? 'adds equal shapes only' : 'joins channels, so all other axes must be equal';
}

/** What to do in general, where nothing that was tried helped. */
function advice(word: string, odd: readonly Numbered[], usual: Numbered): string {
  if (odd.some(({ shape }) => shape.length !== usual.shape.length))
    return 'make all of them flat, with `flatten` or `pool avg global`, or none';
  if (odd.every(({ shape }) => sameMap(shape, usual.shape)))
    return 'give each branch as many channels: a `conv MAPS 1x1` at its end makes any number';
  const channels = word === 'add' ? ', and as many channels with `conv MAPS 1x1`' : '';
  return `give each branch the same height and width, by its strides and padding${channels}`;
}

function sameMap(a: Shape, b: Shape): boolean {
  return written(spatial(a)) === written(spatial(b));
}

/** The first of those that occur most often. */
function mostCommon(keys: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function listed(shapes: readonly string[]): string {
  const first = shapes.slice(0, 6);
  return shapes.length > 6
    ? `${first.join(', ')}, …`
    : `${first.slice(0, -1).join(', ')} and ${first.at(-1)}`;
}

function difference(branch: BranchResult, usual: BranchResult, axes: Axes): string {
  if (branch.shape.length !== usual.shape.length) return '';
  const names = axes(branch.shape).map((_, i) =>
    i === branch.shape.length - 1 ? 'channels' : axisName(i, branch.shape.length - 1),
  );
  const differing = names.filter((_, i) => branch.shape[i] !== usual.shape[i]);
  const sizes = differing.map((name) => {
    const axis = names.indexOf(name);
    return `${name} ${branch.shape[axis]}, not ${usual.shape[axis]}`;
  });
  return sizes.length === 0 ? '' : ` (${sizes.join('; ')})`;
}

/** The arithmetic of the axes on which a branch differs. */
function explanation(branch: Numbered, usual: BranchResult, axes: Axes): string[] {
  const lines = branch.explain?.() ?? [];
  const [own, other] = [axes(branch.shape), axes(usual.shape)];
  const differing = lines.filter((_, axis) => own[axis] !== other[axis]);
  return differing.map((line) => `branch ${branch.number}, ${line}`);
}

/** Another window or other maps in the one odd branch, or in the other one, so that the shapes meet. */
function remedies(call: Call, odd: readonly Numbered[], usual: Numbered): Candidate[] {
  if (odd.length !== 1) return [];
  const [branch] = odd;
  const alone = call.branches.length === 2 ? towards(call, usual, branch) : [];
  return [...towards(call, branch, usual), ...alone];
}

function towards(call: Call, from: Numbered, to: Numbered): Candidate[] {
  if (from.shape.length !== to.shape.length) return [];
  const candidates = sameMap(from.shape, to.shape)
    ? from.widen?.(channels(to.shape))
    : from.reach?.(spatial(to.shape));
  const goal = call.word === 'add' ? written(to.shape) : written(spatial(to.shape));
  return (candidates ?? []).map((candidate) => agreeing(from, candidate, goal));
}

function agreeing(branch: Numbered, candidate: Candidate, goal: string): Candidate {
  const words = candidate.edits.map(({ text }) => text.trim()).join(' ');
  const written = /^\d+$/.test(words) ? `\`${branch.maker} ${words}\`` : `\`${words}\``;
  const line = `${written} in branch ${branch.number} makes it ${goal} too`;
  return { ...candidate, title: ({ output }) => (output === undefined ? undefined : line) };
}
