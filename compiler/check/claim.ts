// Claims, `-> 14x14x32`: checked where the shape is known; where it is not, a full claim makes it
// known again.

import type { Size, SizePart } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Candidate, Place, Report } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { axisNames, byAxis } from '../layers/axis-names.js';
import { channelsLast } from '../layers/channels-first.js';
import type { Arrival, Call } from '../layers/definition.js';
import { changesOn, isFarBack, sizesSoFar } from '../layers/size-path.js';
import { whole } from '../layers/whole.js';
import { isFlat, spatial, written } from '../shapes/shape.js';
import { evaluate, type Surroundings } from './evaluate.js';
import { originsOf } from './origins.js';

/** What a claim says of each axis; undefined stands for `_`. */
type Claimed = readonly (number | undefined)[];

export interface Subject {
  /** How messages call the layer: its words. */
  readonly text: string;
  readonly name: string;
  readonly arrival: Arrival | undefined;
  /** How it came to its size, for those who are told. */
  readonly path?: Call['path'];
  readonly origin?: Call['origin'];
}

type Known = Subject & { readonly arrival: Arrival };

export interface ClaimSurroundings extends Surroundings {
  readonly source: Source;
  readonly textOf: (node: { readonly span: Span }) => string;
  /** Axes of the network's input, channels included. */
  readonly rank: number;
}

/** What is known after the claim: undefined where it does not hold, so that one mistake is one message. */
export function checkClaim(size: Size, subject: Subject, around: ClaimSurroundings): Arrival | undefined {
  const claimed = claimedSizes(size, around);
  if (claimed === undefined) return subject.arrival;
  if (subject.arrival === undefined)
    return knownAgain(claimed, { source: around.source, span: size.span }, around.rank);
  if (holds(claimed, subject.arrival.shape)) return subject.arrival;
  refuse(claimed, size, subject as Known, around.report);
  return undefined;
}

/** What a claim says; undefined where it cannot be read, which is reported. */
export function claimedSizes(
  size: Size,
  around: Omit<ClaimSurroundings, 'rank' | 'source'>,
): Claimed | undefined {
  let complete = true;
  const read = (part: SizePart): number | undefined => {
    if (part.kind === 'wildcard') return undefined;
    const value = part.kind === 'range' ? refuseRange(part.span, around.report) : number(part, around);
    if (value === undefined) complete = false;
    return value;
  };
  const sizes = size.parts.map(read);
  return complete ? sizes : undefined;
}

function number(
  part: Exclude<SizePart, { kind: 'wildcard' | 'range' }>,
  around: Omit<ClaimSurroundings, 'rank' | 'source'>,
): number | undefined {
  const { textOf, report } = around;
  return whole(part, 1, {
    textOf,
    report,
    evaluate: (expression) => evaluate(expression, around),
    origins: (expression) => originsOf(expression, around),
  });
}

function refuseRange(span: Span, report: Report): undefined {
  report({
    code: 'CNN206',
    span,
    message: 'a claim is a size, not a range',
    help: '`_` stands for any size',
  });
}

function knownAgain(claimed: Claimed, madeBy: Place, rank: number): Arrival | undefined {
  const full = (claimed.length === rank || claimed.length === 1) && !claimed.includes(undefined);
  return full ? { shape: claimed as number[], madeBy, maker: '->' } : undefined;
}

/** Of every axis, or of all but the channels. */
function holds(claimed: Claimed, shape: Shape): boolean {
  const sizes = comparable(claimed, shape);
  return sizes !== undefined && claimed.every((size, axis) => size === undefined || size === sizes[axis]);
}

function comparable(claimed: Claimed, shape: Shape): Shape | undefined {
  if (claimed.length === shape.length) return shape;
  return !isFlat(shape) && claimed.length === shape.length - 1 ? spatial(shape) : undefined;
}

function refuse(claimed: Claimed, size: Size, subject: Known, report: Report): void {
  const { shape, madeBy, maker } = subject.arrival;
  const wanted = claimed.map((part) => part ?? '_').join('x');
  report({
    code: 'CNN401',
    span: size.span,
    message: `\`${subject.text}\` makes ${written(shape)}, not the claimed ${wanted}`,
    label: mismatch(claimed, shape),
    related: [{ ...madeBy, message: `${maker === 'input' ? 'is' : 'makes'} ${written(shape)}` }],
    notes: reasons(claimed, subject),
    help: 'claim what the layer makes, or write a layer that makes what is claimed',
    candidates: [
      ...channelsLast(subject.origin?.()),
      ...other(claimed, subject.arrival),
      corrected(claimed, size, shape),
    ],
    layer: subject.name,
  });
}

function mismatch(claimed: Claimed, shape: Shape): string {
  const sizes = comparable(claimed, shape);
  if (sizes === undefined) return `${claimed.length} sizes are claimed of a shape with ${shape.length}`;
  const names = isFlat(shape) ? ['units'] : axisNames(shape);
  const wrong = wrongAxes(claimed, sizes).map(
    (axis) => `${names[axis]} ${isOrAre(names[axis])} ${sizes[axis]}`,
  );
  return wrong.join(', ');
}

function isOrAre(axis: string): 'is' | 'are' {
  return axis.endsWith('s') ? 'are' : 'is';
}

function wrongAxes(claimed: Claimed, sizes: readonly number[]): number[] {
  return [...sizes.keys()].filter((axis) => claimed[axis] !== undefined && claimed[axis] !== sizes[axis]);
}

/** The way of the sizes that are not as claimed, and the arithmetic of the last layer where it changed them. */
function reasons(claimed: Claimed, { arrival: { shape, explain }, path }: Known): string[] {
  const formulas = explain?.() ?? [];
  const way = path?.() ?? [];
  const all = [...(way.at(-1)?.sizes.keys() ?? [])];
  if (isFlat(shape)) return [...sizesSoFar(way, all), ...formulas];
  const sizes = comparable(claimed, shape);
  const wrong = (sizes ? wrongAxes(claimed, sizes) : all).filter((axis) => axis < all.length);
  if (wrong.length === 0) return [];
  const isKept = isFarBack(way, wrong) && changesOn(way, wrong).at(-1) !== way.at(-1);
  return [...sizesSoFar(way, wrong), ...(isKept ? [] : byAxis(formulas, wrong, all.length))];
}

/** Other arguments of the layer that make the claim true, where only its map or only its channels are wrong. */
function other(claimed: Claimed, { shape, reach, widen }: Arrival): Candidate[] {
  const sizes = comparable(claimed, shape);
  if (sizes === undefined) return [];
  const wrong = wrongAxes(claimed, sizes);
  const channel = shape.length - 1;
  if (!wrong.includes(channel))
    return reach?.(spatial(shape).map((size, axis) => claimed[axis] ?? size)) ?? [];
  return wrong.length === 1 ? (widen?.(claimed[channel] as number) ?? []) : [];
}

function corrected(claimed: Claimed, size: Size, shape: Shape): Candidate {
  const sizes = comparable(claimed, shape) ?? shape;
  const text = sizes
    .map((actual, axis) => (claimed.length === sizes.length && claimed[axis] === undefined ? '_' : actual))
    .join('x');
  return {
    edits: [{ span: size.span, text }],
    safe: false,
    title: () => `claim what it makes: \`-> ${text}\``,
  };
}
