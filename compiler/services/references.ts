// Everywhere that the name under the cursor stands, its declaration included.

import type { Analysis } from '../compile.js';
import type { Place } from './definition.js';

/** `workspace` are analyses of other roots, which may `use` this file. */
export function references(
  _analysis: Analysis,
  _offset: number,
  _workspace: readonly Analysis[],
): readonly Place[] {
  return [];
}
