// What the classes of a model are called in a table.

import { visible } from '../../compiler/diagnostics/code-frame.js';
import { clip } from '../../compiler/summary/table.js';

const widestName = 24;

/** The class's name where there is one, else its number; short, and without what steers a terminal. */
export function className(names: readonly string[] | undefined, label: number): string {
  return clip(visible(names?.[label] ?? `${label}`), widestName);
}
