// How arguments that are calculated, or stand for something, would be written as what they amount to.

import { bareWord, type Size, type SizePart } from '../../grammar/ast.js';
import { written } from '../shapes/shape.js';

/** Whether it says itself what it is: `3x3`, `0..1`. */
export function isLiteral(size: Size): boolean {
  return size.parts.every(isNumeral);
}

function isNumeral(part: SizePart): boolean {
  if (part.kind === 'range') return isNumeral(part.from) && isNumeral(part.to);
  return part.kind === 'number' || part.kind === 'wildcard';
}

/** A number, or one an axis; undefined for what has no such text. */
export function textOfValue(value: unknown): string | undefined {
  if (typeof value === 'number') return textOfNumber(value);
  return Array.isArray(value) && value.every((each) => typeof each === 'number') ? written(value) : undefined;
}

/** A size or word that a call gave. */
export function textOfSize(size: Size): string {
  return bareWord(size)?.text ?? size.parts.map(textOfPart).join('x');
}

function textOfPart(part: SizePart): string {
  if (part.kind === 'range') return `${textOfPart(part.from)}..${textOfPart(part.to)}`;
  return part.kind === 'number' ? textOfNumber(part.value) : '_';
}

/** Without the last digits of float64: `0.6`, not `0.6000000000000001`. */
function textOfNumber(value: number): string {
  return `${Number(value.toPrecision(12))}`;
}
