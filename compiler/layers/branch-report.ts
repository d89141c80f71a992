// What to say of branches that do not agree: on which axis, where the sizes were made, and which
// padding or number of maps would bring them together.

import type { Candidate, Place, RelatedDraft } from '../diagnostics/draft.js';
import { spatial, written } from '../shapes/shape.js';
import { axesText, axisName, byAxis } from './axis-names.js';
import { asResidual, croppedToSmaller, isCarriedIn, pooledToSmaller, projected } from './branch-edits.js';
import { waysSinceSplit, type BranchWays } from './branch-ways.js';
import type { BranchResult, Call, Remedy } from './definition.js';
import { wordsOf } from './tried.js';

/** Equal on all axes; on all but the channels; or on all that are not 1. */
export type Agreement = 'equal' | 'map' | 'stretched';

export interface ComparedBranch extends BranchResult {
  /** `branch 1`, in the order of the text. */
  readonly title: string;
  /** Of the axes that must agree. */
  readonly sizes: readonly number[];
}

export interface Disagreement {
  readonly agreement: Agreement;
  readonly branches: readonly ComparedBranch[];
  readonly odd: readonly ComparedBranch[];
  /** One that is not odd. */
  readonly usual: ComparedBranch;
  readonly wanted: readonly number[];
}

/** More branches than this are not all shown. */
const mostTold = 6;

const rules: { readonly [K in Agreement]: string } = {
  equal: 'adds equal shapes only',
  map: 'joins channels, so all other axes must be equal',
  stretched: 'stretches axes of size 1 only, so all others must be equal',
};

export function reportOdd(call: Call, found: Disagreement): void {
  const { agreement, branches, odd, usual } = found;
  const told = branches.length <= mostTold ? branches : [usual, ...odd.slice(0, mostTold - 1)];
  const ways = waysOf(found);
  call.report({
    code: 'CNN304',
    span: call.statement.word.span,
    message: `the branches of \`${call.word}\` do not agree: ${listed(call.branches.map(({ shape }) => written(shape)))}`,
    label: rules[agreement],
    related: [
      ...told.map((branch) => ({
        ...branch.madeBy,
        message: `${branch.title} makes ${written(branch.shape)}${difference(branch, found)}`,
      })),
      ...(ways?.parting ?? []).filter((parting) => !told.some(({ madeBy }) => isAt(madeBy, parting))),
    ],
    notes: ways?.notes ?? odd.slice(0, mostTold - 1).flatMap((branch) => explanation(branch, found)),
    help: advice(found),
    candidates: remedies(call, found),
    layer: call.name,
  });
}

/** Whether two places begin and end alike. */
function isAt(a: Place, b: RelatedDraft): boolean {
  return a.source === b.source && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** What to do in general, where nothing that was tried helped. */
function advice(found: Disagreement): string {
  const { agreement, odd, usual } = found;
  if (odd.some(({ sizes }) => sizes.length !== usual.sizes.length))
    return 'make all of them flat, with `flatten` or `pool avg global`, or none';
  const map = spatial(usual.shape);
  const pointwise = map.length === 2 ? '`conv MAPS 1x1`' : '`conv MAPS 1`';
  if (agreement !== 'map' && odd.every((branch) => onlyChannels(branch, found))) {
    const many = agreement === 'stretched' ? 'as many channels, or one' : 'as many channels';
    return `give each branch ${many}: a ${map.length === 0 ? '`dense UNITS`' : pointwise} at its end makes any number`;
  }
  const names = axesText([...map.keys()], map.length);
  const channels = agreement === 'equal' ? `, and as many channels with ${pointwise}` : '';
  return `give each branch the same ${names}, by its strides and padding${channels}`;
}

function onlyChannels(branch: ComparedBranch, found: Disagreement): boolean {
  const wrong = wrongAxes(branch, found);
  return wrong.length === 1 && wrong[0] === branch.sizes.length - 1;
}

function listed(shapes: readonly string[]): string {
  const first = shapes.slice(0, 6);
  return shapes.length > 6
    ? `${first.join(', ')}, …`
    : `${first.slice(0, -1).join(', ')} and ${first.at(-1)}`;
}

/** The axes on which a branch is other than it should be. */
function wrongAxes({ sizes }: ComparedBranch, { agreement, wanted }: Disagreement): number[] {
  if (sizes.length !== wanted.length) return [];
  const stretches = agreement === 'stretched';
  return [...sizes.keys()].filter(
    (axis) => sizes[axis] !== wanted[axis] && !(stretches && sizes[axis] === 1),
  );
}

function difference(branch: ComparedBranch, found: Disagreement): string {
  const axes = found.wanted.length - (found.agreement === 'map' ? 0 : 1);
  const wrong = wrongAxes(branch, found).map((axis) => {
    const name = axis === axes ? 'channels' : axisName(axis, axes);
    return `${name} ${branch.sizes[axis]}, not ${found.wanted[axis]}`;
  });
  return wrong.length === 0 ? '' : ` (${wrong.join('; ')})`;
}

/** The ways of those that do not agree, and of one that is as the others, from where they split. */
function waysOf(found: Disagreement): BranchWays | undefined {
  const { branches, usual } = found;
  const odd = found.odd.slice(0, mostTold - 1);
  const rank = usual.shape.length - 1;
  const wrong = new Set(odd.flatMap((branch) => wrongAxes(branch, found)).filter((axis) => axis < rank));
  const shown = branches.filter((branch) => branch === usual || odd.includes(branch));
  if (wrong.size === 0 || shown.some(({ shape }) => shape.length !== usual.shape.length)) return undefined;
  const axes = [...wrong].toSorted((a, b) => a - b);
  return waysSinceSplit(
    shown.map((branch) => ({ title: branch.title, path: branch.path(), isOdd: odd.includes(branch) })),
    axes,
  );
}

/** The arithmetic of the axes on which a branch differs. */
function explanation(branch: ComparedBranch, found: Disagreement): string[] {
  const formulas = branch.explain?.() ?? [];
  const lines = byAxis(formulas, wrongAxes(branch, found), branch.shape.length - 1);
  return lines.map((line) => `${branch.title}, ${line}`);
}

/**
 * Another window or other maps in the one odd branch, or in the other one, so that the shapes meet. A
 * skip is rather cropped, and a body around which too little goes becomes a `residual`.
 */
function remedies(call: Call, found: Disagreement): Candidate[] {
  const { branches, odd, usual } = found;
  if (odd.length !== 1) return [];
  const [branch] = odd;
  const mirrored = { ...found, wanted: branch.sizes, usual: branch };
  const windows = [...towards(branch, found), ...(branches.length === 2 ? towards(usual, mirrored) : [])];
  const cropped = croppedToSmaller(call);
  const fitted = isCarriedIn(call) ? [...cropped, ...windows] : [...windows, ...cropped];
  const projections = found.agreement === 'equal' ? [...asResidual(call), ...projected(call)] : [];
  return [...projections, ...fitted, ...pooledToSmaller(call)];
}

function towards(from: ComparedBranch, found: Disagreement): Candidate[] {
  const { agreement, wanted, usual } = found;
  const channel = from.sizes.length - 1;
  if (agreement !== 'map' && onlyChannels(from, found)) {
    const goal = agreement === 'equal' ? written(wanted) : `${wanted[channel]} channels`;
    return (from.widen?.(wanted[channel]) ?? []).map((candidate) => agreeing(from, candidate, goal));
  }
  if (from.shape.length !== usual.shape.length) return [];
  const wrong = wrongAxes(from, found);
  const target = from.sizes.map((size, axis) => (wrong.includes(axis) ? wanted[axis] : size));
  const map = agreement === 'map' ? target : target.slice(0, -1);
  const goal = agreement === 'equal' ? written(wanted) : written(map);
  return (from.reach?.(map) ?? []).map((candidate) => agreeing(from, candidate, goal));
}

function agreeing(branch: ComparedBranch, remedy: Remedy, goal: string): Candidate {
  const verb = goal.endsWith('channels') ? 'gives' : 'makes';
  const line = `${wordsOf(remedy)} in ${branch.title} ${verb} it ${goal} too`;
  return { ...remedy, title: ({ output }) => (output === undefined ? undefined : line) };
}
