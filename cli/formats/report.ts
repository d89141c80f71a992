// What a check found, as every format gets it, and what a format is.

import type { Diagnostic } from '../../grammar/diagnostic.js';

/** A file that could not be checked, because it could not be read. */
export interface Unreadable {
  readonly name: string;
  readonly message: string;
}

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** The names of all texts that were checked, those without mistakes too. */
  readonly files: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

export interface FormatOptions {
  readonly color: boolean;
}

/** From a report to the whole text that is printed; empty where there is nothing to say. */
export type Format = (report: Report, options: FormatOptions) => string;
