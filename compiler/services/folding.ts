// Which stretches of a text an editor may fold away: bodies, branches, runs of comments and of `use`s.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { childrenOf, type Node } from './path.js';

export interface FoldingRange {
  readonly start: number;
  readonly end: number;
  readonly kind?: 'comment' | 'imports' | 'region';
}

/** In the order of the text; each reaches over more than one line. */
export function foldingRanges(analysis: Analysis): readonly FoldingRange[] {
  const found: FoldingRange[] = [...nested(analysis.file), ...imports(analysis), ...comments(analysis)];
  return found
    .filter(({ start, end }) => lineOf(analysis, start) < lineOf(analysis, end))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

function lineOf({ source }: Analysis, offset: number): number {
  return source.position(offset).line;
}

function* nested(node: Node): Generator<Span> {
  if (node.kind === 'body' || node.kind === 'train' || node.kind === 'branches') yield node.span;
  if (!isSmall(node)) for (const child of childrenOf(node)) yield* nested(child);
}

/** What holds no statements. */
function isSmall({ kind }: Node): boolean {
  return kind === 'train' || kind === 'size' || kind === 'param' || kind === 'expect';
}

function imports(analysis: Analysis): FoldingRange[] {
  const spans = analysis.file.statements.filter(({ kind }) => kind === 'use').map(({ span }) => span);
  return runs(analysis, spans).map((span) => ({ ...span, kind: 'imports' }));
}

/** Those that have lines of their own. */
function comments(analysis: Analysis): FoldingRange[] {
  const { source } = analysis;
  const own = analysis.comments.filter(({ start }) => {
    const { line } = source.position(start);
    return source.text.slice(source.lineStart(line), start).trim() === '';
  });
  return runs(analysis, own).map((span) => ({ ...span, kind: 'comment' }));
}

/** What stands on lines that follow one another, as one. */
function runs(analysis: Analysis, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const follows = last !== undefined && lineOf(analysis, span.start) <= lineOf(analysis, last.end) + 1;
    if (follows) joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
}
