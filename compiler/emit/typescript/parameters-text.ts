// How many parameters a network has, as a module's header says it.

import type { Graph } from '../../graph/graph.js';
import { sizeOf } from '../../graph/value.js';
import { grouped } from '../../summary/units.js';

export function parametersText({ weights, values }: Graph): string {
  const count = (trainableOnly: boolean): number =>
    weights
      .filter(({ trainable }) => trainable || !trainableOnly)
      .reduce((total, { value }) => total + sizeOf(values[value].shape), 0);
  const [all, trainable] = [count(false), count(true)];
  const text = `${grouped(all)} parameter${all === 1 ? '' : 's'}`;
  return all === trainable ? text : `${text} (${grouped(trainable)} of them trained)`;
}
