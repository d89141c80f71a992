// Tries remedies: an edit is offered only if the text, edited and checked again, no longer has
// the mistake and has no new one on that statement. The outcome is part of what is offered.

import type { Fix } from '../../grammar/diagnostic.js';
import type { Source } from '../../grammar/source.js';
import { Source as SourceText } from '../../grammar/source.js';
import type { TextEdit } from '../../grammar/diagnostic.js';
import { allLayers } from '../model.js';
import type { Candidate, Draft } from '../diagnostics/draft.js';
import { outputOf, type CheckedLayer } from './checked-layer.js';
import type { Checked } from './check.js';

/** Checks a text without looking for remedies. */
export type Trial = (source: Source) => CheckedText;

/** A checked text, with how many mistakes of form it has. */
export interface CheckedText extends Checked {
  readonly syntaxErrors: number;
}

/** Every trial checks the whole text again; so many characters in all keep that quick. */
const trialBudget = 2_000_000;
const fixesPerMistake = 3;

export class Remedies {
  private readonly source: Source;
  private readonly mistakes: CheckedText;
  private readonly trial: Trial;
  private spent = 0;

  constructor(source: Source, mistakes: CheckedText, trial: Trial) {
    this.source = source;
    this.mistakes = mistakes;
    this.trial = trial;
  }

  /** Those that helped: first those that leave no mistake at all, otherwise in the order given. */
  helping(draft: Draft): Fix[] {
    const found: { readonly fix: Fix; readonly left: number }[] = [];
    for (const candidate of draft.candidates ?? []) {
      if (found.length === fixesPerMistake || this.spent > trialBudget) break;
      const result = this.attempt(candidate, draft);
      if (result && found.every(({ fix }) => fix.title !== result.fix.title)) found.push(result);
    }
    return found.toSorted((a, b) => Math.sign(a.left) - Math.sign(b.left)).map(({ fix }) => fix);
  }

  private attempt(candidate: Candidate, draft: Draft): { fix: Fix; left: number } | undefined {
    this.spent += this.source.text.length;
    const edited = new SourceText(this.source.name, applyEdits(this.source.text, candidate.edits));
    const checked = this.trial(edited);
    const shift = shiftBefore(candidate.edits, draft.span.start);
    const remains = checked.drafts.some(
      ({ code, span }) => code === draft.code && span.start === draft.span.start + shift,
    );
    const { syntaxErrors, drafts } = this.mistakes;
    if (remains || checked.syntaxErrors > syntaxErrors || checked.drafts.length > drafts.length)
      return undefined;
    const title = candidate.title({ output: outputNamed(checked, draft.layer) });
    if (title === undefined) return undefined;
    return { fix: { title, safe: candidate.safe, edits: candidate.edits }, left: checked.drafts.length };
  }
}

function outputNamed(checked: Checked, name: string | undefined): readonly number[] | undefined {
  if (name === undefined) return undefined;
  for (const layer of allLayers(checked.layers))
    if (layer.name === name) return outputOf(layer as CheckedLayer);
  return undefined;
}

/** The text with non-overlapping edits made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const last = edits.toSorted((a, b) => b.span.start - a.span.start);
  return last.reduce(
    (edited, { span, text: replacement }) =>
      edited.slice(0, span.start) + replacement + edited.slice(span.end),
    text,
  );
}

/** By how much edits in front of a place move it. */
function shiftBefore(edits: readonly TextEdit[], place: number): number {
  const earlier = edits.filter(({ span }) => span.end <= place);
  return earlier.reduce((shift, { span, text }) => shift + text.length - (span.end - span.start), 0);
}
