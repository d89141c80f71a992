// Renamed layers, in few words: what stands in a renamed layer or block follows it, and a run of
// layers whose ordinals moved by one is one line.

import type { LayerChange } from './layer-change.js';

interface RenamedRun {
  readonly before: { readonly first: string; readonly last: string };
  readonly after: { readonly first: string; readonly last: string };
  /** Layers, those inside included. */
  readonly count: number;
}

interface Rename {
  readonly before: string;
  readonly after: string;
}

/** In the order in which they begin. */
function renamedRuns(changes: readonly LayerChange[]): RenamedRun[] {
  const runs: RenamedRun[] = [];
  /** Where the last run of these words stands. */
  const places = new Map<string, number>();
  for (const { before, after, fields } of changes) {
    if (!before || !after || !fields.includes('name')) continue;
    const own = ownRename({ before: before.layer.name, after: after.layer.name });
    const words = `${word(own.before)} ${word(own.after)}`;
    const place = places.get(words);
    if (place !== undefined && continues(runs[place], own)) runs[place] = extended(runs[place], own);
    else {
      places.set(words, runs.length);
      runs.push(extended({ before: ends(own.before), after: ends(own.after), count: 0 }, own));
    }
  }
  return runs;
}

function ends(name: string): RenamedRun['before'] {
  return { first: name, last: name };
}

function extended({ before, after, count }: RenamedRun, own: Rename): RenamedRun {
  return {
    before: { first: before.first, last: own.before },
    after: { first: after.first, last: own.after },
    count: count + 1,
  };
}

/** Without the parts at the end that are equal: `residual1.conv2` to `residual2.conv2` is one of `residual1`. */
function ownRename({ before, after }: Rename): Rename {
  const [a, b] = [before.split('.'), after.split('.')];
  while (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  return { before: a.join('.'), after: b.join('.') };
}

/** Of names with the same words: the next ordinals, or the same once more. */
function continues(run: RenamedRun, { before, after }: Rename): boolean {
  const step = ordinal(before) - ordinal(run.before.last);
  const isSame = before === run.before.last && after === run.after.last;
  return isSame || (step === 1 && ordinal(after) - ordinal(run.after.last) === 1);
}

function ordinal(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? NaN);
}

function word(name: string): string {
  return name.replace(/\d+$/, '');
}

/** More runs than these become one for all whose names differ in ordinals only. */
const mostRuns = 8;

/** `conv2…conv13 → conv3…conv14 (12 layers)` */
export function renamedTexts(changes: readonly LayerChange[]): string[] {
  const runs = renamedRuns(changes);
  if (runs.length <= mostRuns) return runs.map(textOfRun);
  const alike = new Map<string, RenamedRun[]>();
  for (const run of runs) {
    const key = `${starred(run.before.first)} → ${starred(run.after.first)}`;
    alike.set(key, [...(alike.get(key) ?? []), run]);
  }
  return [...alike].map(([key, [first, ...others]]) => {
    if (others.length === 0) return textOfRun(first);
    const count = others.reduce((sum, run) => sum + run.count, first.count);
    return `${key} (${count} layers), such as ${first.before.first} → ${first.after.first}`;
  });
}

function textOfRun({ before, after, count }: RenamedRun): string {
  const range = ({ first, last }: RenamedRun['before']): string =>
    first === last ? first : `${first}…${last}`;
  const layers = count > 1 ? ` (${count} layers)` : '';
  return `${range(before)} → ${range(after)}${layers}`;
}

function starred(name: string): string {
  return name.replace(/\d+(?=\.|$)/g, '*');
}
