// Makes the edits that remedies propose, as long as they help. Pure: texts in, better texts out.

import { applyEdits } from '../../check/remedies.js';
import type { Diagnostic } from '../../../grammar/diagnostic.js';
import { choose, type Choice, type Chosen, type Refused, type Texts } from './choose-fixes.js';
import { isBetter } from './is-better.js';

/** The mistakes of the texts, all files together, each once. */
export type CheckTexts = (texts: Texts) => readonly Diagnostic[];

export interface State {
  readonly texts: Texts;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Fixed extends State {
  readonly made: readonly Chosen[];
  /** Tried, and taken back. */
  readonly refused: Refused;
}

/** Remedies can bring to light what other remedies mend; so often at most. */
const mostRounds = 50;

export function fixTexts(texts: Texts, check: CheckTexts, choice: Choice): Fixed {
  const refused = new Map<string, Chosen>();
  const made: Chosen[] = [];
  let state: State = { texts, diagnostics: check(texts) };
  for (let round = 0; round < mostRounds; round++) {
    const chosen = choose(state, refused, choice);
    if (chosen.length === 0) break;
    const step = new Step(state, check, refused, choice);
    made.push(...step.settle([], chosen));
    state = step.reached;
  }
  return { ...state, made, refused };
}

/** One round: all edits at once, and by halves where that makes it worse. */
class Step {
  /** With the edits that have been accepted. */
  reached: State;
  private readonly start: State;
  private readonly check: CheckTexts;
  private readonly refused: Map<string, Chosen>;
  private readonly choice: Choice;

  constructor(start: State, check: CheckTexts, refused: Map<string, Chosen>, choice: Choice) {
    this.start = start;
    this.reached = start;
    this.check = check;
    this.refused = refused;
    this.choice = choice;
  }

  settle(accepted: readonly Chosen[], candidates: readonly Chosen[]): readonly Chosen[] {
    if (candidates.length === 0) return accepted;
    const trial = [...accepted, ...candidates];
    const texts = withEdits(this.start.texts, trial);
    const tried: State = { texts, diagnostics: this.check(texts) };
    const made = { edits: trial, added: candidates.length, identityOf: this.choice.identityOf };
    if (isBetter(this.reached, tried, made)) {
      this.reached = tried;
      return trial;
    }
    if (candidates.length === 1) {
      this.refused.set(candidates[0].key, candidates[0]);
      return accepted;
    }
    const middle = candidates.length >> 1;
    return this.settle(this.settle(accepted, candidates.slice(0, middle)), candidates.slice(middle));
  }
}

function withEdits(texts: Texts, chosen: readonly Chosen[]): Texts {
  const edited = new Map(texts);
  for (const [identity, text] of texts) {
    const edits = chosen.filter((each) => each.identity === identity).flatMap(({ fix }) => fix.edits);
    if (edits.length > 0) edited.set(identity, applyEdits(text, edits));
  }
  return edited;
}
