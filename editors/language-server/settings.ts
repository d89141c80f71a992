// What a person has set for the server, under the section `cnnc`.

import { lintShows, type LintShow } from '../../compiler/lints/levels.js';

export interface Settings {
  /** Whether models are checked that are not open. */
  readonly workspaceDiagnostics: boolean;
  readonly inlayHints: boolean;
  readonly lints: LintShow;
}

export const defaultSettings: Settings = { workspaceDiagnostics: true, inlayHints: true, lints: 'warnings' };

/** What is missing or of another kind counts as not set. */
export function settingsIn(value: unknown): Settings {
  const { workspaceDiagnostics, inlayHints, lints } = defaultSettings;
  const enabled = fieldOf(fieldOf(value, 'inlayHints'), 'enabled');
  const all = fieldOf(value, 'workspaceDiagnostics');
  const wanted = fieldOf(value, 'lints');
  return {
    workspaceDiagnostics: typeof all === 'boolean' ? all : workspaceDiagnostics,
    inlayHints: typeof enabled === 'boolean' ? enabled : inlayHints,
    lints: lintShows.find((show) => show === wanted) ?? lints,
  };
}

/** A field of a value that may be anything. */
export function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[field];
}
