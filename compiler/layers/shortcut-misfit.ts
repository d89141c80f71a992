// A shortcut that cannot follow its body: why no stride makes the size, and what would.

import type { Candidate } from '../diagnostics/draft.js';
import { sameOutput } from '../shapes/solve-same.js';
import { isFlat, spatial, written } from '../shapes/shape.js';
import { aMap, byAxis, mapText } from './axis-names.js';
import type { BranchResult, Call } from './definition.js';
import { isFarBack, tellingOf } from './size-path.js';
import { wordsOf } from './tried.js';

export function refuseAlone(call: Call): undefined {
  call.report({
    code: 'CNN204',
    span: call.statement.span,
    message: '`shortcut` has no other branch to go around',
    label: 'stands in no branch beside others',
    help: 'write it beside a body, `add <conv 32 3x3 same | shortcut>`, or write `residual <...>`',
  });
  return undefined;
}

export function refuseRank(call: Call, peer: BranchResult): undefined {
  call.report({
    code: 'CNN304',
    span: call.statement.span,
    message: `the shortcut cannot make ${described(peer.shape)} of ${described(call.input.shape)}`,
    related: places(call, peer),
    help: isFlat(peer.shape)
      ? 'let the body end with a map; a flat value for each channel is a gate: `multiply <identity | ...>`'
      : 'let the body end with a value of as many axes, with `reshape`',
  });
  return undefined;
}

function described(shape: readonly number[]): string {
  return isFlat(shape) ? `${shape[0]} flat values` : aMap(shape);
}

/** Where the body makes the map larger, or a little smaller than it was. */
export function refuseShrinking(call: Call, peer: BranchResult): undefined {
  const [map, wanted] = [spatial(call.input.shape), spatial(peer.shape)];
  const axes = [...map.keys()].filter(
    (axis) => sameOutput(map[axis], strideBelow(map[axis], wanted[axis])) !== wanted[axis],
  );
  const lines = byAxis(
    map.map((size, axis) => arithmetic(size, wanted[axis])),
    axes,
    map.length,
  );
  call.report({
    code: 'CNN304',
    span: call.statement.span,
    message: `the shortcut cannot follow its body: no stride makes ${mapText(wanted)} of ${mapText(map)}`,
    related: places(call, peer),
    notes: [...lines, ...wayOfBody(call, peer, axes)],
    help: axes.some((axis) => wanted[axis] > map[axis])
      ? 'a shortcut only shrinks maps: make the map larger before the block'
      : 'let the windows of the body keep the map, with `same`, or shrink it by whole strides',
    candidates: remedies(peer, map),
    layer: call.name,
  });
  return undefined;
}

/** The smallest stride that leaves no more than `wanted`. */
function strideBelow(size: number, wanted: number): number {
  return Math.max(1, Math.ceil(size / wanted));
}

/** How the body came to its size, from where it starts. */
function wayOfBody(call: Call, peer: BranchResult, axes: readonly number[]): string[] {
  const path = peer.path();
  const start = call.path().at(-1)?.layer;
  const own = path.slice(
    Math.max(
      0,
      path.findIndex(({ layer }) => layer === start),
    ),
  );
  const { title, tell } = tellingOf([own], axes);
  if (isFarBack(own, axes)) return [`the body, ${title}: ${tell(own)}`];
  const formulas = byAxis(peer.explain?.() ?? [], axes, peer.shape.length - 1);
  return formulas.map((line) => `the body, ${line}`);
}

/** `⌈28 / 1⌉ = 28, ⌈28 / 2⌉ = 14, and nothing between` */
function arithmetic(size: number, wanted: number): string {
  const stride = strideBelow(size, wanted);
  if (wanted > size) return `⌈${size} / 1⌉ = ${size} is the most that a stride leaves, less than ${wanted}`;
  const [before, after] = [stride - 1, stride].map((s) => `⌈${size} / ${s}⌉ = ${sameOutput(size, s)}`);
  return `${before}, ${after}, and nothing between`;
}

function places(call: Call, peer: BranchResult) {
  return [
    { ...call.input.madeBy, message: `arrives as ${written(call.input.shape)}` },
    { ...peer.madeBy, message: `the body makes ${written(peer.shape)}` },
  ];
}

function remedies(peer: BranchResult, map: readonly number[]): Candidate[] {
  return (peer.reach?.(map) ?? []).map((remedy) => ({
    ...remedy,
    title: () => `${wordsOf(remedy)} in the body keeps ${mapText(map)}`,
  }));
}
