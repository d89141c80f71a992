// The structure of a text: what can be folded away, and how a selection grows.

import {
  FoldingRangeRequest,
  SelectionRangeRequest,
  type FoldingRange,
  type SelectionRange,
} from 'vscode-languageserver';
import { foldingRanges } from '../../../compiler/services/folding.js';
import { selectionRanges } from '../../../compiler/services/selection.js';
import type { Source, Span } from '../../../grammar/source.js';
import { offsetAt, positionAt, rangeOf } from '../place.js';
import type { Feature } from '../session.js';

export const folding: Feature = ({ answers }) => {
  answers.about(FoldingRangeRequest.type, null, ({ analysis }) => {
    const found = foldingRanges(analysis).map(({ start, end, kind }) => ({
      ...linesOf(analysis.source, { start, end }),
      ...(kind !== undefined && { kind }),
    }));
    return found.filter(({ startLine, endLine }) => startLine < endLine);
  });
  return { foldingRangeProvider: true };
};

/** Whole lines: some editors cannot fold more precisely. */
function linesOf(source: Source, { start, end }: Span): FoldingRange {
  return { startLine: positionAt(source, start).line, endLine: positionAt(source, end).line };
}

export const selections: Feature = ({ answers }) => {
  answers.about(SelectionRangeRequest.type, null, ({ analysis }, { positions }) => {
    const { source } = analysis;
    return positions.map((position) => nested(selectionRanges(analysis, offsetAt(source, position)), source));
  });
  return { selectionRangeProvider: true };
};

/** Each is a part of the next. Some text is always selected. */
function nested(spans: readonly Span[], source: Source): SelectionRange {
  const all = spans.length > 0 ? spans : [{ start: 0, end: source.text.length }];
  return all.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: rangeOf(source, span), ...(parent && { parent }) }),
    undefined,
  ) as SelectionRange;
}
