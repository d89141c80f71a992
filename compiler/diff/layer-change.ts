// What is different about one layer, before and after.

import type { LayerEntry } from './layer-entry.js';
import type { MatchedPair, Matching } from './match.js';
import { spelling } from './spelling.js';

/**
 * `changed` is written or wired differently; `renamed` is the same under another name; `affected` is
 * as it was, but what reaches it is not, so that its output or its costs differ.
 */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'renamed' | 'affected';

export type Field =
  | 'name'
  | 'text'
  | 'values'
  | 'input'
  | 'output'
  | 'parameters'
  | 'macs'
  | 'receptiveField'
  | 'activationBytes';

export interface LayerChange {
  readonly kind: ChangeKind;
  readonly before: LayerEntry | undefined;
  readonly after: LayerEntry | undefined;
  /** Empty where it was added or removed. */
  readonly fields: readonly Field[];
}

/** Those that differ, in order. */
export function layerChanges(matching: Matching): LayerChange[] {
  const found: LayerChange[] = [];
  const byName = new Map([...matching.ofAfter.keys()].map((entry) => [entry.layer.name, entry]));
  const before = new Map([...matching.ofBefore.keys()].map((entry) => [entry.layer.name, entry]));
  /** Reads another layer than before, and neither is new or gone. */
  const isRewired = (a: LayerEntry, b: LayerEntry): boolean => {
    const [was, is] = [before.get(a.reads ?? ''), byName.get(b.reads ?? '')];
    return was !== undefined && is !== undefined && matching.ofBefore.get(was) !== is;
  };
  for (const pair of matching.pairs) {
    const change = changeOf(pair, isRewired);
    if (change !== undefined) found.push(change);
  }
  return found;
}

function changeOf(
  { before, after }: MatchedPair,
  isRewired: (a: LayerEntry, b: LayerEntry) => boolean,
): LayerChange | undefined {
  if (before === undefined || after === undefined)
    return { kind: before === undefined ? 'added' : 'removed', before, after, fields: [] };
  const fields = differingFields(before, after);
  if (isRewired(before, after) && !followsParent(before, after)) fields.push('input');
  return fields.length === 0 ? undefined : { kind: kindOf(fields), before, after, fields };
}

/** The first of a branch reads what reaches the layer around it, of which that is told. */
function followsParent({ reads: a, parent: around }: LayerEntry, { reads: b, parent }: LayerEntry): boolean {
  return around !== undefined && parent !== undefined && around.reads === a && parent.reads === b;
}

const isOwn: ReadonlySet<Field> = new Set(['text', 'values', 'input']);

function kindOf(fields: readonly Field[]): ChangeKind {
  if (fields.some((field) => isOwn.has(field))) return 'changed';
  return fields.every((field) => field === 'name') ? 'renamed' : 'affected';
}

function differingFields(before: LayerEntry, after: LayerEntry): Field[] {
  const [a, b] = [before.row, after.row];
  const differs: { readonly [F in Exclude<Field, 'input'>]: boolean } = {
    name: a.name !== b.name,
    text: spelling(before.text) !== spelling(after.text),
    values: differingValues(before, after).length > 0,
    output: a.output?.join() !== b.output?.join(),
    parameters: a.parameters !== b.parameters,
    macs: a.macs !== b.macs,
    receptiveField: a.receptiveField.join() !== b.receptiveField.join(),
    activationBytes: a.activationBytes !== b.activationBytes,
  };
  return (Object.keys(differs) as (keyof typeof differs)[]).filter((field) => differs[field]);
}

/** The arguments that amount to something else; of a `bn` that came or went only that it did. */
export function differingValues({ values: a }: LayerEntry, { values: b }: LayerEntry): string[] {
  const words = new Set([...a.keys(), ...b.keys()]);
  const isOfOne = (word: string): boolean => a.has(word) !== b.has(word);
  return [...words].filter((word) => {
    const [suffix, ...rest] = word.split(' ');
    return a.get(word) !== b.get(word) && !(rest.length > 0 && isOfOne(suffix));
  });
}
