// What may stand at the cursor, the likeliest first.

import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { isInComment } from './comments.js';
import { filesIn } from './completion/files.js';
import { situationAt } from './completion/situation.js';
import { suggestionsFor } from './completion/suggestions.js';
import type { CompletionKind, Suggestion } from './completion/suggestion.js';

export type { CompletionKind } from './completion/suggestion.js';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A shape or a value, beside the label. */
  readonly detail?: string;
  readonly documentation?: string;
  /** What the text takes the place of. */
  readonly span: Span;
  readonly text: string;
  /** Whether the text holds places to fill, `${1:maps}`. */
  readonly isSnippet: boolean;
  readonly sortText: string;
}

export interface Surroundings {
  /** Paths that may stand behind `use` and `data`, relative to the file. */
  readonly paths?: readonly string[];
}

/** None in comments, and where only a new name or a number can stand. */
export function complete(
  analysis: Analysis,
  offset: number,
  { paths = [] }: Surroundings = {},
): readonly Completion[] {
  if (isInComment(analysis, offset)) return [];
  const situation = situationAt(analysis, offset, paths);
  const { cursor } = situation;
  if (!cursor.isInString) return completions(suggestionsFor(situation), cursor.span, cursor.prefix);
  const { suggestions, start } = filesIn(situation);
  return completions(suggestions, { start, end: offset }, '');
}

/** Those that begin as what is written come first. Of two with one label the likelier stays. */
function completions(suggestions: readonly Suggestion[], span: Span, prefix: string): Completion[] {
  const found = new Map<string, Suggestion>();
  const order = ({ label, rank }: Suggestion): number => rank + (label.startsWith(prefix) ? 0 : 10);
  for (const each of suggestions.toSorted((a, b) => order(a) - order(b)))
    if (!found.has(each.label)) found.set(each.label, each);
  return [...found.values()].map((suggestion, i) => completionOf(suggestion, span, i));
}

function completionOf(suggestion: Suggestion, span: Span, index: number): Completion {
  const { label, kind, detail, documentation, snippet, text } = suggestion;
  const isSnippet = snippet?.includes('$') === true;
  return {
    label,
    kind,
    ...(detail && { detail }),
    ...(documentation && { documentation }),
    span,
    text: snippet ?? text ?? label,
    isSnippet,
    sortText: String(index).padStart(4, '0'),
  };
}
