// How many mistakes of each severity there are, and the sentence that says so.

import type { Diagnostic } from '../grammar/diagnostic.js';
import { countOf } from './count-of.js';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
}

export function countSeverities(diagnostics: readonly Diagnostic[]): Counts {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}

/** `2 errors and 1 warning in 3 files` */
export function tally({ errors, warnings }: Counts, files: number): string {
  const place = countOf(files, 'file');
  if (errors === 0 && warnings === 0) return `No errors in ${place}.`;
  if (warnings === 0) return `${countOf(errors, 'error')} in ${place}.`;
  if (errors === 0) return `No errors and ${countOf(warnings, 'warning')} in ${place}.`;
  return `${countOf(errors, 'error')} and ${countOf(warnings, 'warning')} in ${place}.`;
}
