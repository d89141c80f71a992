// What an editor selects as a selection grows: the word, the argument, the layer, the body, the file.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { pathTo } from './path.js';

/** The innermost first. */
export function selectionRanges({ file, comments }: Analysis, offset: number): readonly Span[] {
  const comment = comments.find(({ start, end }) => start <= offset && offset <= end);
  const inner = comment === undefined ? pathTo(file, offset) : around(comment, pathTo(file, offset));
  const spans = inner.map(({ span }) => span).toReversed();
  return spans.filter(
    ({ start, end }, i) => i === 0 || start !== spans[i - 1].start || end !== spans[i - 1].end,
  );
}

/** The comment, in what holds all of it. */
function around(comment: Span, path: readonly { readonly span: Span }[]): { readonly span: Span }[] {
  const holding = path.filter(({ span }) => span.start <= comment.start && comment.end <= span.end);
  return [...holding, { span: comment }];
}
