// `crop auto`: how much to take off so that a branch has the size of the one beside it.

import type { Candidate } from '../diagnostics/draft.js';
import type { Padding } from '../graph/ops.js';
import { splitPadding } from '../shapes/auto-padding.js';
import { spatial, written } from '../shapes/shape.js';
import { axisName, byAxis, mapText } from './axis-names.js';
import { waysSinceSplit } from './branch-ways.js';
import type { BranchResult, Call, Remedy } from './definition.js';
import { rewritten, wordsOf } from './tried.js';

/** From the middle, the odd pixel after. Reports where there is nothing to crop to, or too little to crop. */
export function cropToPeer(call: Call): readonly Padding[] | undefined {
  const { peer, isPeerUnknown } = call;
  if (isPeerUnknown) return undefined;
  if (peer === undefined) return refuseAlone(call);
  const [map, wanted] = [spatial(call.input.shape), spatial(peer.shape)];
  if (map.length !== wanted.length) return refuseRank(call, peer);
  if (map.some((size, axis) => size < wanted[axis])) return refuseSmaller(call, peer);
  return map.map((size, axis) => splitPadding(size - wanted[axis]));
}

function refuseAlone(call: Call): undefined {
  call.report({
    code: 'CNN204',
    span: call.spanOf('edges'),
    message: '`crop auto` has no other branch to take its size from',
    label: 'stands in no branch beside others',
    help: 'write how many pixels to take off, `crop 2`, or put it into a branch: `concat <A | crop auto>`',
    candidates: [rewritten(call.spanOf('edges'), '1', 'take one pixel off each side: `crop 1`')],
  });
  return undefined;
}

function refuseRank(call: Call, peer: BranchResult): undefined {
  call.report({
    code: 'CNN304',
    span: call.spanOf('edges'),
    message: `\`crop auto\` cannot give a ${written(call.input.shape)} map the axes of ${written(peer.shape)}`,
    related: places(call, peer),
    help: 'bring the branches to the same number of axes first, with `reshape`',
  });
  return undefined;
}

function refuseSmaller(call: Call, peer: BranchResult): undefined {
  const [map, wanted] = [spatial(call.input.shape), spatial(peer.shape)];
  const axis = map.findIndex((size, i) => size < wanted[i]);
  const name = axisName(axis, map.length);
  call.report({
    code: 'CNN304',
    span: call.spanOf('edges'),
    message: `\`crop auto\` cannot make ${mapText(wanted)} of ${mapText(map)}: it only takes pixels off`,
    label: `${name} ${map[axis]} is less than ${wanted[axis]} already`,
    related: places(call, peer),
    notes: notesOf(call, peer, axis),
    help: 'crop the larger branch, or make this one larger before: with `same` windows, or `zero-pad`',
    candidates: [
      ...(call.input.reach?.(wanted) ?? []).map((candidate) =>
        elsewhere(candidate, `the \`${call.input.maker}\` before it`),
      ),
      ...(peer.reach?.(map) ?? []).map((candidate) => elsewhere(candidate, 'the branch beside it')),
    ],
    layer: call.name,
  });
  return undefined;
}

/** How both came to their sizes since they split. */
function notesOf(call: Call, peer: BranchResult, axis: number): string[] {
  const branches = [
    { title: 'this one', path: call.path() },
    { title: 'the other', path: peer.path() },
  ];
  const ways = waysSinceSplit(branches, [axis]);
  if (ways) return ways.notes;
  const rank = call.input.shape.length - 1;
  return [call.input, peer].flatMap(({ explain }) => byAxis(explain?.() ?? [], [axis], rank));
}

function places(call: Call, peer: BranchResult) {
  return [
    { ...call.input.madeBy, message: `arrives as ${written(call.input.shape)}` },
    { ...peer.madeBy, message: `the branch beside it makes ${written(peer.shape)}` },
  ];
}

/** Other words in another layer, with which the sizes meet. */
function elsewhere(remedy: Remedy, place: string): Candidate {
  return {
    ...remedy,
    title: ({ output }) =>
      output && `${wordsOf(remedy)} in ${place} lets this make ${mapText(spatial(output))}`,
  };
}
