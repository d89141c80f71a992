// CNN612: layers, or an input, whose values reach no output.

import { readBy, type CheckedLayer } from '../check/checked-layer.js';
import type { Finding, Lint } from './lint.js';
import { placeOf } from './place.js';
import type { Subject } from './subject.js';

export const deadLayer: Lint = {
  code: 'CNN612',
  severity: 'warning',
  check(subject, report) {
    const alive = aliveIn(subject);
    if (alive.size === 0 || alive.size === subject.layers.length) return;
    for (const layer of subject.layers) {
      // Of a row of layers the last is told.
      if (alive.has(layer.name) || isShortcut(layer) || subject.readersOf(layer).length > 0) continue;
      report(finding(layer, rowBefore(layer, alive, subject)));
    }
  },
};

function aliveIn({ network }: Subject): Set<string> {
  const alive = new Set<string>();
  const open = network.outputs.map(({ layer }) => layer);
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    if (alive.has(layer.name)) continue;
    alive.add(layer.name);
    open.push(...readBy(layer));
  }
  return alive;
}

/** The way around that `residual identity` may leave out. */
function isShortcut({ kind }: CheckedLayer): boolean {
  return kind === 'identity' || kind === 'shortcut';
}

/** How many layers before it only lead to it. */
function rowBefore(last: CheckedLayer, alive: ReadonlySet<string>, subject: Subject): number {
  let count = 0;
  let layer = last.input;
  while (layer && !alive.has(layer.name) && subject.readersOf(layer).length === 1) {
    count++;
    layer = layer.input;
  }
  return count;
}

function finding(layer: CheckedLayer, before: number): Finding {
  const isInput = layer.kind === 'input';
  const layers = before === 1 ? 'does the layer' : `do the ${before} layers`;
  const row = before > 0 ? `, nor ${layers} before it` : '';
  return {
    ...placeOf(layer),
    message: `\`${layer.text}\` reaches no output${row}`,
    label: isInput ? 'nothing reads it' : 'nothing reads what it makes',
    help: isInput
      ? 'go on from it, with `from`, or take it out'
      : 'name it with `as` and use it, in a branch or as an `output`, or take it out',
  };
}
