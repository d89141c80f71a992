// Which layer of one network is which of the other: level by level through both trees, then once
// more between what is left over, so that layers that moved into a block are found again.

import { align } from './align.js';
import type { Item } from './item.js';
import type { LayerEntry } from './layer-entry.js';
import type { TreeNode } from './tree.js';

/** One of them is missing where a layer was added or removed. */
export interface MatchedPair {
  readonly before?: LayerEntry;
  readonly after?: LayerEntry;
}

export interface Matching {
  /** Every layer of both once, in order; what was removed stands before what was added in its place. */
  readonly pairs: readonly MatchedPair[];
  readonly ofBefore: ReadonlyMap<LayerEntry, LayerEntry>;
  readonly ofAfter: ReadonlyMap<LayerEntry, LayerEntry>;
}

export interface Side {
  readonly nodes: readonly TreeNode[];
  readonly entries: readonly LayerEntry[];
  readonly ownPrint: (entry: LayerEntry) => number;
}

export function match(before: Side, after: Side): Matching {
  const found = new Map<LayerEntry, LayerEntry>();
  matchNodes(before.nodes, after.nodes, found);
  for (const { removed, added } of gaps(before.entries, after.entries, found))
    matchLeftOver(removed, added, before, after, found);
  const pairs = gaps(before.entries, after.entries, found).flatMap(({ removed, added, next }) => [
    ...removed.map((entry) => ({ before: entry })),
    ...added.map((entry) => ({ after: entry })),
    ...(next === undefined ? [] : [next]),
  ]);
  return { pairs, ofBefore: found, ofAfter: new Map([...found].map(([a, b]) => [b, a])) };
}

function matchNodes(
  before: readonly TreeNode[],
  after: readonly TreeNode[],
  found: Map<LayerEntry, LayerEntry>,
): void {
  for (const [i, j] of align(before, after)) {
    const [a, b] = [before[i], after[j]];
    if (a.entry && b.entry) found.set(a.entry, b.entry);
    matchNodes(a.children, b.children, found);
  }
}

interface Gap {
  readonly removed: readonly LayerEntry[];
  readonly added: readonly LayerEntry[];
  /** The pair behind it; none at the end. */
  readonly next: { readonly before: LayerEntry; readonly after: LayerEntry } | undefined;
}

/** What stands between the pairs. Pairs never cross, because those of trees do not. */
function gaps(
  before: readonly LayerEntry[],
  after: readonly LayerEntry[],
  found: ReadonlyMap<LayerEntry, LayerEntry>,
): Gap[] {
  const places = new Map(after.map((entry, index) => [entry, index]));
  const all: Gap[] = [];
  let removed: LayerEntry[] = [];
  let reached = 0;
  for (const entry of before) {
    const partner = found.get(entry);
    if (partner === undefined) {
      removed.push(entry);
      continue;
    }
    const place = places.get(partner) as number;
    all.push({ removed, added: after.slice(reached, place), next: { before: entry, after: partner } });
    [removed, reached] = [[], place + 1];
  }
  return [...all, { removed, added: after.slice(reached), next: undefined }];
}

/** Only layers of equal content: the tree has had its say about those that are merely alike. */
function matchLeftOver(
  removed: readonly LayerEntry[],
  added: readonly LayerEntry[],
  before: Side,
  after: Side,
  found: Map<LayerEntry, LayerEntry>,
): void {
  if (removed.length === 0 || added.length === 0) return;
  const items = (entries: readonly LayerEntry[], side: Side): Item[] =>
    entries.map((entry) => ({
      ...{ print: side.ownPrint(entry), label: 0, kind: 0 },
      ...{ isNamed: false, features: [], weight: 1 },
    }));
  const score = (a: Item, b: Item): number => (a.print === b.print ? 1 : 0);
  for (const [i, j] of align(items(removed, before), items(added, after), score))
    found.set(removed[i], added[j]);
}
