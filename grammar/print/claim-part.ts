// Where a layer ends and its claim begins: `conv 8 3x3 | -> 28x28x8 | as NAME`.

import * as T from '../tokens.js';
import { isContainer, type Container } from './outline.js';
import type { Piece } from './pieces.js';
import { Spacing } from './spacing.js';

export interface Claimed<Part extends Piece | Container> {
  readonly head: readonly Part[];
  readonly claim: string;
  readonly name: string;
}

/** @returns undefined where there is no claim, or not one that stands on one line */
export function claimed<Part extends Piece | Container>(parts: readonly Part[]): Claimed<Part> | undefined {
  const at = parts.findIndex((part) => !isContainer(part) && part.type === T.Arrow);
  if (at <= 0) return undefined;
  const tail = parts.slice(at) as readonly Piece[];
  const isWhole = tail.every(({ comments }) => comments.length === 0) && !tail.slice(0, -1).some(hasTrailing);
  if (!isWhole) return undefined;
  const named = tail.findIndex(({ type }) => type === T.As);
  const end = named < 0 ? tail.length : named;
  return { head: parts.slice(0, at), claim: written(tail.slice(0, end)), name: written(tail.slice(end)) };
}

function hasTrailing({ trailing }: Piece): boolean {
  return trailing !== undefined;
}

function written(pieces: readonly Piece[]): string {
  const spacing = new Spacing('layer');
  return pieces.map((piece) => spacing.next(piece) + piece.text).join('');
}
