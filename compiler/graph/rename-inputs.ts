// Lets an op read other values than it was written with, for passes that take ops out of a graph.

import type { ValueId } from './value.js';

/** The same op with every value that it reads replaced by what `rename` says. */
export function renameInputs<O extends { readonly inputs: object }>(
  op: O,
  rename: (value: ValueId) => ValueId,
): O {
  const renamed: Record<string, ValueId | ValueId[]> = {};
  for (const [name, read] of Object.entries(op.inputs) as [string, ValueId | readonly ValueId[]][]) {
    renamed[name] = typeof read === 'number' ? rename(read) : read.map(rename);
  }
  return { ...op, inputs: renamed };
}
