// Lets an op read other values than it was written with, for passes that take ops out of a graph.

import type { Op } from './ops.js';
import type { ValueId } from './value.js';

/** The same op with every value that it reads replaced by what `rename` says. */
export function renameInputs<O extends Op>(op: O, rename: (value: ValueId) => ValueId): O {
  const renamed: Record<string, ValueId | ValueId[]> = {};
  for (const [name, read] of Object.entries<ValueId | readonly ValueId[]>(op.inputs)) {
    renamed[name] = typeof read === 'number' ? rename(read) : read.map(rename);
  }
  return { ...op, inputs: renamed };
}
