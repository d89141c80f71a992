// How large a network may grow when its blocks and repeats are written out: far beyond what anyone
// builds, and well within what a machine checks in seconds.

import type { Span } from '../../grammar/source.js';
import { mostRepeated, type Report } from '../diagnostics/draft.js';
import { grouped } from '../summary/units.js';

/** Layers of one network. */
export const mostLayers = 150_000;
/** Statements that are run, those that make no layer included. */
const mostStatements = 800_000;
/** Branches, bodies and calls inside one another: each takes a piece of the stack. */
export const deepest = 200;

export class Limits {
  /** Whether one was passed: nothing is run from then on. */
  reached = false;
  private statements = 0;
  private layers = 0;
  private repeatedMistakes = 0;

  /** Counts a statement or a round of a `repeat`; false where it is one too many. */
  statement(span: Span, report: Report): boolean {
    if (++this.statements > mostStatements)
      this.stop(
        span,
        report,
        `this network takes more than ${grouped(mostStatements)} statements to write out`,
      );
    return !this.reached;
  }

  layer(span: Span, report: Report): void {
    if (++this.layers > mostLayers)
      this.stop(span, report, `this network has more than ${grouped(mostLayers)} layers`);
  }

  /** Counts a mistake that was told before. */
  repeatedMistake(): void {
    if (++this.repeatedMistakes >= mostRepeated) this.reached = true;
  }

  /** False where a body, a branch or a call at this depth would be one too deep. */
  depth(depth: number, span: Span, report: Report): boolean {
    if (depth > deepest)
      this.stop(span, report, `blocks, branches and bodies are nested deeper than ${deepest} levels here`);
    return !this.reached;
  }

  /** The stack is used up. */
  overflow(span: Span, report: Report): void {
    this.stop(
      span,
      report,
      'blocks, branches and bodies are nested too deep here for the stack that is left',
    );
  }

  private stop(span: Span, report: Report, message: string): void {
    if (this.reached) return;
    this.reached = true;
    const help = 'a block that calls itself needs an `if` that ends it, and a `repeat` a count that is meant';
    report({ code: 'CNN212', span, message, help });
  }
}
