// The page of a diagnostic, which the build lays beside the program.

import { readFileSync } from 'node:fs';

/** Markdown; undefined in a damaged install, or among the sources. */
export function errorPage(code: string): string | undefined {
  try {
    return readFileSync(new URL(`errors/${code}.md`, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}
