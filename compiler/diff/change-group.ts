// Changes as a reviewer wants them: one line of the text that was edited is one change, however many
// layers it makes, and what was added or removed as a whole is one.

import type { Source } from '../../grammar/source.js';
import { commonName } from './common-name.js';
import type { ComparedNetwork, Difference } from './difference.js';
import { differingValues, type ChangeKind, type Field, type LayerChange } from './layer-change.js';
import type { LayerEntry } from './layer-entry.js';
import type { TreeNode } from './tree.js';
import type { Written } from './written.js';

/** Layers that one statement made, on one side. */
export interface GroupSide {
  /** `conv1`, or `Stage*.residual*.conv2` for several. */
  readonly name: string;
  readonly text: string;
  readonly entries: readonly LayerEntry[];
}

export interface ChangeGroup {
  readonly kind: Exclude<ChangeKind, 'renamed'>;
  readonly before: GroupSide | undefined;
  readonly after: GroupSide | undefined;
  /** How many layers or, of what was added or removed as a whole, wholes. */
  readonly count: number;
  readonly fields: ReadonlySet<Field>;
}

/** In the order of the text; layers that are merely renamed are left out. */
export function changeGroups(difference: Difference): ChangeGroup[] {
  const wholes = new Map([
    ...wholesOf(difference.before, difference.layers, 'removed'),
    ...wholesOf(difference.after, difference.layers, 'added'),
  ]);
  const groups = new Map<string, LayerChange[]>();
  const ids = new Identities();
  for (const change of difference.layers) {
    if (change.kind === 'renamed') continue;
    const key = keyOf(change, wholes, ids);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()].map((changes) => groupOf(changes, wholes, difference));
}

type Wholes = ReadonlyMap<LayerEntry, TreeNode>;

/** For every layer that was added or removed, the largest thing around it that was so as a whole. */
function wholesOf(
  { nodes }: ComparedNetwork,
  changes: readonly LayerChange[],
  kind: 'added' | 'removed',
): [LayerEntry, TreeNode][] {
  const alone = new Set(
    changes.filter((change) => change.kind === kind).map(({ before, after }) => before ?? after),
  );
  const found: [LayerEntry, TreeNode][] = [];
  const visit = (node: TreeNode): void => {
    const held = entriesIn(node);
    if (node.form !== 'branch' && held.every((entry) => alone.has(entry)))
      for (const entry of held) found.push([entry, node]);
    else for (const child of node.children) visit(child);
  };
  if (alone.size > 0) for (const node of nodes) visit(node);
  return found;
}

function entriesIn(node: TreeNode): LayerEntry[] {
  const inner = node.children.flatMap(entriesIn);
  return node.entry ? [node.entry, ...inner] : inner;
}

/** Numbers for sources and nodes, which have no name of their own. */
class Identities {
  private readonly numbers = new Map<unknown, number>();

  of(thing: unknown): number {
    const number = this.numbers.get(thing) ?? this.numbers.size;
    this.numbers.set(thing, number);
    return number;
  }
}

/** Equal for what belongs into one group. */
function keyOf(change: LayerChange, wholes: Wholes, ids: Identities): string {
  const place = (entry: LayerEntry | undefined): string => {
    if (entry === undefined) return '';
    const whole = wholes.get(entry);
    const first = whole ? entriesIn(whole)[0] : entry;
    const { source, span } = first.layer;
    return `${ids.of(source)} ${span.start} ${span.end} ${whole?.form ?? ''} ${whole?.word ?? entry.layer.kind}`;
  };
  return `${change.kind} ${place(change.before)} / ${place(change.after)}`;
}

function groupOf(
  changes: readonly LayerChange[],
  wholes: Wholes,
  { before, after }: Difference,
): ChangeGroup {
  const kind = changes[0].kind as ChangeGroup['kind'];
  const old = changes.flatMap((change) => change.before ?? []);
  const current = changes.flatMap((change) => change.after ?? []);
  const alone = kind === 'added' || kind === 'removed';
  // What merely follows from others is as it was.
  const [others, otherwise] = kind === 'changed' ? [current, old] : [[], []];
  return {
    kind,
    before: old.length === 0 ? undefined : sideOf(old, others, wholes, before),
    after: current.length === 0 ? undefined : sideOf(current, otherwise, wholes, after),
    count: alone ? wholesAmong([...old, ...current], wholes).length : changes.length,
    fields: new Set(changes.flatMap(({ fields }) => fields)),
  };
}

function wholesAmong(entries: readonly LayerEntry[], wholes: Wholes): TreeNode[] {
  return [...new Set(entries.flatMap((entry) => wholes.get(entry) ?? []))];
}

function sideOf(
  entries: readonly LayerEntry[],
  others: readonly LayerEntry[],
  wholes: Wholes,
  { written }: ComparedNetwork,
): GroupSide {
  const roots = wholesAmong(entries, wholes);
  if (roots.length === 0)
    return {
      entries,
      name: commonName(entries.map(({ layer }) => layer.name)),
      text: textOf(entries, others, written),
    };
  const name = commonName(roots.map((root) => root.name));
  const heads = roots.flatMap(({ entry }) => entry ?? []);
  const layers = `${roots[0].size} layers`;
  const text = heads.length === 0 ? layers : textOf(heads, [], written);
  return { entries, name, text: heads.length > 0 && roots[0].size > 1 ? `${text} (${layers})` : text };
}

/** What they have in common as made, else as written; with what the text does not show. */
function textOf(
  entries: readonly LayerEntry[],
  others: readonly LayerEntry[],
  { statements }: Written,
): string {
  const [{ layer, text: first }] = entries;
  const isOne = entries.every((entry) => entry.text === first);
  const text = isOne ? first : (writtenAs(layer.source, layer.span.start, statements) ?? first);
  const hidden = entries.length === 1 && others.length === 1 ? hiddenIn(entries[0], others[0]) : [];
  return hidden.length === 0 ? text : `${text} (${hidden.join(', ')})`;
}

function writtenAs(source: Source, start: number, statements: Written['statements']): string | undefined {
  return statements.get(source)?.get(start);
}

/** Where both are written alike, what is not. */
function hiddenIn(entry: LayerEntry, other: LayerEntry): string[] {
  if (entry.text !== other.text) return [];
  const words = differingValues(entry, other);
  if (words.length === 0) return entry.reads === other.reads ? [] : [`from ${entry.reads ?? 'nothing'}`];
  return words.flatMap((word) =>
    entry.values.has(word) ? [`${word} ${entry.values.get(word) ?? ''}`.trim()] : [],
  );
}
