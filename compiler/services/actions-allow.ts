// `# cnnc-allow CODE` for what a lint tells of a line: at its end, or where a comment stands there on the line before.

import type { Diagnostic, TextEdit } from '../../grammar/diagnostic.js';
import type { Analysis } from '../compile.js';
import { lintCodes } from '../lints/allow.js';
import { allowancesIn, reaches } from '../lints/allowance.js';

/** Undefined for errors, which cannot be allowed, and for the lint about such comments. */
export function allowance({ code, span }: Diagnostic, analysis: Analysis): TextEdit | undefined {
  if (code === 'CNN616' || !lintCodes.some((known) => known === code)) return undefined;
  const { source, comments } = analysis;
  const { line } = source.position(span.start);
  const known = allowancesIn(source, analysis)
    .find((each) => reaches(each, line))
    ?.codes.at(-1);
  if (known !== undefined) return insertion(known.span.end, ` ${code}`);
  const start = source.lineStart(line);
  const text = source.line(line);
  const isCommented = comments.some(
    (comment) => start <= comment.start && comment.start < start + text.length,
  );
  if (!isCommented) return insertion(start + text.trimEnd().length, ` # cnnc-allow ${code}`);
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  return insertion(start, `${indent}# cnnc-allow ${code}\n`);
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
