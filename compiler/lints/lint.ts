// What a lint is: a look at a network without errors, for what works but is most likely not meant.
// One lint is one file; `order.ts` lists them.

import type { Code } from '../diagnostics/catalogue.js';
import type { Draft } from '../diagnostics/draft.js';
import type { Subject } from './subject.js';

export type LintCode = Extract<Code, `CNN6${string}`>;

/** What a lint has found. It holds the numbers of this network, and candidates that are tried. */
export type Finding = Omit<Draft, 'code' | 'severity' | 'again'> & {
  /** Where it weighs less, or more, than the lint does by itself. */
  readonly severity?: LintSeverity;
};

/** `information` is for what published networks do for good reasons: it is shown where it is asked for. */
export type LintSeverity = 'information' | 'warning';

export interface Lint {
  readonly code: LintCode;
  /** Unless a finding says otherwise. */
  readonly severity: LintSeverity;
  /** Its time is linear in the network's size. Where in doubt it says nothing. */
  check(subject: Subject, report: (finding: Finding) => void): void;
}
