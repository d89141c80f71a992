// Tries remedies: an edit is offered only if the text, edited and checked again, no longer has
// the mistake and has no new one on that statement. The outcome is part of what is offered.

import type { Fix, TextEdit } from '../../grammar/diagnostic.js';
import { Source } from '../../grammar/source.js';
import type { SyntaxFix } from '../../grammar/syntax-error.js';
import { allLayers } from '../model.js';
import type { Candidate, Draft } from '../diagnostics/draft.js';
import { outputOf, type CheckedLayer } from './checked-layer.js';
import type { Checked } from './check.js';

/** Checks the root text again, with one text, it or one behind `use`, replaced; without looking for remedies. */
export type Trial = (edited: Source) => CheckedText;

/** A checked text, with how many mistakes of form it has. */
export interface CheckedText extends Checked {
  readonly syntaxErrors: number;
  readonly lints: readonly Draft[];
}

/** Every trial checks the whole text again; so many characters in all keep that quick. */
const trialBudget = 500_000;
/** What a layer costs, for networks that are larger than their text. */
const charactersALayer = 30;
/** Where a text works, nobody waits for remedies of what could be better. */
const lintBudget = 100_000;
const fixesPerMistake = 3;

export class Remedies {
  private readonly source: Source;
  private readonly mistakes: CheckedText;
  private readonly trial: Trial;
  private readonly known: ReadonlySet<string>;
  private spent = 0;

  constructor(source: Source, mistakes: CheckedText, trial: Trial) {
    this.source = source;
    this.mistakes = mistakes;
    this.trial = trial;
    this.known = new Set(mistakes.drafts.map(({ code, message }) => `${code} ${message}`));
  }

  /** Those that helped: first those that leave no mistake at all, otherwise in the order given. */
  helping(draft: Draft): Fix[] {
    const found: { readonly fix: Fix; readonly left: number }[] = [];
    const own = draft.source ?? this.source;
    for (const candidate of draft.candidates ?? []) {
      // A fix is an edit of the text that the message stands in.
      if ((candidate.source ?? own) !== own) continue;
      if (found.length === fixesPerMistake || this.isTooDear(draft)) break;
      const result = isLint(draft) ? this.improve(candidate, draft) : this.attempt(candidate, draft);
      if (result && found.every(({ fix }) => fix.title !== result.fix.title)) found.push(result);
    }
    return found.toSorted((a, b) => Math.sign(a.left) - Math.sign(b.left)).map(({ fix }) => fix);
  }

  /** Of several ways to read what is written, those that make sense; all where none does. */
  readable(fixes: readonly SyntaxFix[] = []): readonly SyntaxFix[] {
    if (fixes.length < 2) return fixes;
    const { syntaxErrors, drafts } = this.mistakes;
    const sensible = fixes.filter(({ edits }) => {
      if (this.spent > trialBudget) return true;
      const checked = this.edited(edits, this.source);
      return checked.syntaxErrors + checked.drafts.length < syntaxErrors + drafts.length;
    });
    return sensible.length === 0 ? fixes : sensible;
  }

  /** The text with edits made, checked. */
  private edited(edits: readonly TextEdit[], text: Source): CheckedText & { readonly source: Source } {
    this.spent += this.cost;
    const source = new Source(text.name, applyEdits(text.text, edits));
    return { ...this.trial(source), source };
  }

  private get cost(): number {
    return this.source.text.length + this.mistakes.network.layers.length * charactersALayer;
  }

  private isTooDear(draft: Draft): boolean {
    return isLint(draft) ? this.spent + this.cost > lintBudget : this.spent > trialBudget;
  }

  /** What is better must not make anything wrong: no budget may fail of it, and no claim. */
  private improve({ edits, safe, title }: Candidate, draft: Draft): { fix: Fix; left: number } | undefined {
    const checked = this.edited(edits, draft.source ?? this.source);
    const { drafts, syntaxErrors, lints } = this.mistakes;
    const isWorse = checked.drafts.length > drafts.length || checked.syntaxErrors > syntaxErrors;
    const found = title({ output: outputNamed(checked, draft.layer) });
    if (isWorse || checked.lints.length >= lints.length || found === undefined) return undefined;
    return { fix: { title: found, safe, edits }, left: 0 };
  }

  private attempt(candidate: Candidate, draft: Draft): { fix: Fix; left: number } | undefined {
    const text = draft.source ?? this.source;
    const checked = this.edited(candidate.edits, text);
    const isHere = (other: Draft) => other.source?.name === text.name;
    const place = draft.span.start + shiftBefore(candidate.edits, draft.span.start);
    const remains = checked.drafts.some(
      (other) => isHere(other) && other.code === draft.code && other.span.start === place,
    );
    const left = independentOf(checked.drafts);
    if (
      remains ||
      checked.syntaxErrors > this.mistakes.syntaxErrors ||
      left > independentOf(this.mistakes.drafts)
    )
      return undefined;
    if (isOfShapes(draft) && this.tradesShapes(checked.drafts.filter(isHere), checked.source, place))
      return undefined;
    const title = candidate.title({ output: outputNamed(checked, draft.layer, place) });
    return title === undefined
      ? undefined
      : { fix: { title, safe: candidate.safe, edits: candidate.edits }, left };
  }

  /** Whether the edited line has a mistake of shapes that the text has not: a claim that fails instead. */
  private tradesShapes(drafts: readonly Draft[], edited: Source, place: number): boolean {
    const { line } = edited.position(place);
    return drafts.some(
      (draft) =>
        isOfShapes(draft) &&
        edited.position(draft.span.start).line === line &&
        !this.known.has(`${draft.code} ${draft.message}`),
    );
  }
}

function isLint({ code }: Draft): boolean {
  return code.startsWith('CNN6');
}

function isOfShapes({ code }: Draft): boolean {
  return /^CNN[34]/.test(code);
}

/** Budgets and losses are only looked at where all else is well: that one then fails is no setback. */
function independentOf(drafts: readonly Draft[]): number {
  return drafts.filter(({ code }) => code !== 'CNN402' && code !== 'CNN503').length;
}

/** Where a name is declared twice, that of the layer at the place. */
function outputNamed(checked: Checked, name: string | undefined, place = 0): readonly number[] | undefined {
  if (name === undefined) return undefined;
  const named = [...allLayers(checked.network.layers)].filter((layer) => layer.name === name);
  const here = named.find(({ span }) => span.start <= place && place <= span.end) ?? named[0];
  return here && outputOf(here as CheckedLayer);
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
