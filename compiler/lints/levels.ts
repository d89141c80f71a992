// How loud each lint is: by itself, by `cnnc.config.json`, and by what the caller wants to hear.

import type { Severity } from '../../grammar/diagnostic.js';
import type { Lint, LintCode, LintSeverity } from './lint.js';

export const lintLevels = ['off', 'information', 'warning', 'error'] as const;
export type LintLevel = (typeof lintLevels)[number];

export const lintShows = ['none', 'warnings', 'all'] as const;
/** `warnings` leaves out what is only information, unless its level was given. */
export type LintShow = (typeof lintShows)[number];

export interface LintSettings {
  readonly levels?: { readonly [K in LintCode]?: LintLevel };
  /** `warnings` where it is not given. */
  readonly show?: LintShow;
}

/** Undefined where a finding is not to be told. */
export function severityOf(
  code: LintCode,
  own: LintSeverity,
  { levels = {}, show = 'warnings' }: LintSettings,
): Severity | undefined {
  const level = levels[code];
  if (show === 'none' || level === 'off') return undefined;
  if (level !== undefined) return level;
  return own === 'warning' || show === 'all' ? own : undefined;
}

/** Whether it pays to look. */
export function isWanted({ code }: Lint, { levels = {}, show = 'warnings' }: LintSettings): boolean {
  return show !== 'none' && levels[code] !== 'off';
}
