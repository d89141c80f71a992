// How readers say that an argument is not what they want.

import type { Argument } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate } from '../diagnostics/draft.js';
import type { ReadContext } from './read-context.js';

/** Reports what was found instead of what was wanted. */
export function unfit(
  argument: Argument,
  wants: string,
  context: ReadContext,
  candidates: readonly Candidate[] = [],
): undefined {
  const message = `expected ${wants}, found \`${shown(argument, context)}\``;
  context.report({ code: 'CNN206', span: argument.span, message, help: `write ${wants}`, candidates });
  return undefined;
}

/** A piece of the source on one line, cut where it is long. */
export function shown(node: { readonly span: Span }, context: ReadContext): string {
  const { start, end } = node.span;
  // Four times what is shown leaves room for blanks that shrink to one.
  const line = context.textOf({ span: { start, end: Math.min(end, start + 160) } }).replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
