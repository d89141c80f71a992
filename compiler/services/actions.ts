// What an editor offers to do about what is wrong in a stretch of text.

import type { Diagnostic, Fix } from '../../grammar/diagnostic.js';
import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { allowance } from './actions-allow.js';
import type { PlacedEdit } from './names/placed-edit.js';

export interface CodeAction {
  readonly title: string;
  readonly diagnostic: Diagnostic;
  readonly edits: readonly PlacedEdit[];
  /** The one that is most likely meant. */
  readonly isPreferred: boolean;
  /** Whether it cannot change what a correct network computes. */
  readonly isSafe: boolean;
}

/** For each mistake that touches the range its remedies, the best first, and for lints to allow them. */
export function codeActions(analysis: Analysis, range: Span): readonly CodeAction[] {
  const { source, diagnostics } = analysis;
  const here = diagnostics.filter(
    (each) => each.source === source && each.span.start <= range.end && range.start <= each.span.end,
  );
  return here.flatMap((diagnostic) => [
    ...diagnostic.fixes.map((fix) => fixing(diagnostic, fix)),
    ...allowing(diagnostic, analysis),
  ]);
}

function allowing(diagnostic: Diagnostic, analysis: Analysis): readonly CodeAction[] {
  const edit = allowance(diagnostic, analysis);
  if (edit === undefined) return [];
  const title = `allow ${diagnostic.code} on this line`;
  return [
    { title, diagnostic, edits: [{ source: diagnostic.source, ...edit }], isPreferred: false, isSafe: true },
  ];
}

/** A safe remedy is meant, and so is one that stands alone. */
function fixing(diagnostic: Diagnostic, fix: Fix): CodeAction {
  const { fixes, source } = diagnostic;
  return {
    title: fix.title,
    diagnostic,
    edits: fix.edits.map((edit) => ({ source, ...edit })),
    isPreferred: fix === (fixes.find(({ safe }) => safe) ?? (fixes.length === 1 ? fixes[0] : undefined)),
    isSafe: fix.safe,
  };
}
