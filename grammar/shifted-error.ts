// A mistake of form as it is after text before it has grown or shrunk.

import type { Span } from './source.js';
import type { SyntaxError } from './syntax-error.js';

export function shiftedError(error: SyntaxError, by: number): SyntaxError {
  const { span, also, fixes } = error;
  return {
    ...error,
    span: shiftedSpan(span, by),
    ...(also && { also: also.map((each) => shiftedSpan(each, by)) }),
    ...(fixes && {
      fixes: fixes.map((fix) => ({
        ...fix,
        edits: fix.edits.map((edit) => ({ ...edit, span: shiftedSpan(edit.span, by) })),
      })),
    }),
  };
}

export function shiftedSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
