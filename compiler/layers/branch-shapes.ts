// Branches that must agree: which do not, on which axis, where the sizes were made, and which
// padding would bring them together.

import type { Candidate } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { spatial, written } from '../shapes/shape.js';
import type { BranchResult, Call } from './definition.js';
import { axisName } from './windowed.js';

/** The axes of a shape that must agree. */
type Axes = (shape: Shape) => readonly number[];

/** Reports branches whose shapes differ from the most common one on these axes. False where some do. */
export function branchesAgree(call: Call, axes: Axes): boolean {
  const keys = call.branches.map(({ shape }) => `${shape.length}:${written(axes(shape))}`);
  const wanted = mostCommon(keys);
  const odd = call.branches.filter((_, i) => keys[i] !== wanted);
  if (odd.length === 0) return true;
  const usual = call.branches[keys.indexOf(wanted)];
  call.report({
    code: 'CNN304',
    span: call.statement.word.span,
    message: `the branches of \`${call.word}\` do not agree: ${listed(call.branches.map(({ shape }) => written(shape)))}`,
    label: rule(call.word),
    related: call.branches.map((branch, i) => ({
      span: branch.madeBy,
      message: `branch ${i + 1} makes ${written(branch.shape)}${difference(branch, usual, axes)}`,
    })),
    notes: odd.flatMap((branch) => explanation(call, branch)),
    candidates: remedies(call, odd, usual),
    layer: call.name,
  });
  return false;
}

function rule(word: string): string {
  return word === 'add' ? 'adds equal shapes only' : 'joins channels, so all other axes must be equal';
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

function explanation(call: Call, branch: BranchResult): string[] {
  const lines = branch.explain?.() ?? [];
  return lines.map((line) => `branch ${call.branches.indexOf(branch) + 1}, ${line}`);
}

/** Other padding in the one odd branch, or in all others, so that the sizes meet. */
function remedies(call: Call, odd: readonly BranchResult[], usual: BranchResult): Candidate[] {
  if (odd.length !== 1) return [];
  const [branch] = odd;
  const towards = (from: BranchResult, to: BranchResult): Candidate[] =>
    (from.reach?.(spatial(to.shape)) ?? []).map((candidate) => agreeing(call, from, candidate, to));
  const alone = call.branches.length === 2 ? towards(usual, branch) : [];
  return [...towards(branch, usual), ...alone];
}

function agreeing(call: Call, branch: BranchResult, candidate: Candidate, goal: BranchResult): Candidate {
  const words = candidate.edits[0].text.trim();
  const line = `\`${words}\` in branch ${call.branches.indexOf(branch) + 1} makes it ${written(spatial(goal.shape))} too`;
  return { ...candidate, title: ({ output }) => (output === undefined ? undefined : line) };
}
