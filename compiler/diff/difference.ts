// What changed between two networks: two compilations in, a difference out. Where one of them has
// mistakes, what comes before them is compared.

import type { Compilation } from '../compile.js';
import { isError } from '../../grammar/diagnostic.js';
import { Interner } from './item.js';
import { layerChanges, type LayerChange } from './layer-change.js';
import { layerEntries, type LayerEntry } from './layer-entry.js';
import { match, type MatchedPair, type Matching } from './match.js';
import {
  budgetChanges,
  claimChanges,
  outputChanges,
  paramChanges,
  type SettingChange,
} from './setting-change.js';
import { totalsOfNetwork, type NetworkTotals } from './totals-change.js';
import { trainingChanges } from './training-change.js';
import { TreeBuilder, type TreeNode } from './tree.js';
import { weightsChange, type WeightsChange } from './weights-change.js';
import { readWritten, type Written, type WrittenClaim } from './written.js';

export interface ComparedNetwork {
  readonly compilation: Compilation;
  readonly entries: readonly LayerEntry[];
  readonly nodes: readonly TreeNode[];
  readonly written: Written;
  /** Undefined where a mistake left something of the network unknown. */
  readonly totals: NetworkTotals | undefined;
}

export interface Difference {
  readonly before: ComparedNetwork;
  readonly after: ComparedNetwork;
  /** In the order of the text; what was removed stands before what came in its place. */
  readonly layers: readonly LayerChange[];
  /** Layers that are in both and the same in everything. */
  readonly unchanged: number;
  /** Layers that stand after the place where the other network has its first mistake. */
  readonly notCompared: number;
  readonly settings: readonly SettingChange[];
  /** Undefined where the weights of one network are not all known. */
  readonly weights: WeightsChange | undefined;
}

export function difference(before: Compilation, after: Compilation): Difference {
  const interner = new Interner();
  const [a, b] = [comparedNetwork(before, interner), comparedNetwork(after, interner)];
  const matching = match({ ...a, ownPrint: a.ownPrint }, { ...b, ownPrint: b.ownPrint });
  const { pairs, notCompared } = comparable(a, b, matching);
  const layers = layerChanges({ ...matching, pairs });
  const isWhole = a.totals !== undefined && b.totals !== undefined;
  return {
    before: a,
    after: b,
    layers,
    unchanged: pairs.length - layers.length,
    notCompared,
    settings: settingChanges(a, b, layers),
    weights: isWhole ? weightsChange(a, b, matching) : undefined,
  };
}

/** Whether a reader has anything to look at. */
export function differs({ layers, settings, notCompared }: Difference): boolean {
  return layers.length + settings.length + notCompared > 0;
}

function comparedNetwork(
  compilation: Compilation,
  interner: Interner,
): ComparedNetwork & { readonly ownPrint: (entry: LayerEntry) => number } {
  const { model, source, uses } = compilation;
  const entries = layerEntries(model);
  const builder = new TreeBuilder(interner, entries);
  return {
    compilation,
    entries,
    nodes: builder.sequence(model.layers, ''),
    written: readWritten(
      source,
      uses.map(({ used }) => used),
    ),
    totals: isKnown(compilation, entries) ? totalsOfNetwork(model, entries) : undefined,
    ownPrint: (entry) => builder.ownPrint(entry),
  };
}

/** A budget that is exceeded, or a training setting that does not fit, leaves the network known. */
function isKnown({ diagnostics }: Compilation, entries: readonly LayerEntry[]): boolean {
  const inNetwork = diagnostics.filter(
    ({ code }) => code !== 'CNN402' && code !== 'CNN210' && !code.startsWith('CNN5'),
  );
  return !inNetwork.some(isError) && entries.every(({ row }) => row.output !== undefined);
}

/** Without the layers at the end to which a mistake left no counterpart. */
function comparable(
  a: ComparedNetwork,
  b: ComparedNetwork,
  { pairs }: Matching,
): { pairs: readonly MatchedPair[]; notCompared: number } {
  const last = pairs.findLastIndex(({ before, after }) => before !== undefined && after !== undefined);
  const isLost = ({ before, after }: MatchedPair): boolean =>
    (after === undefined && b.totals === undefined) || (before === undefined && a.totals === undefined);
  const compared = pairs.filter((pair, index) => index <= last || !isLost(pair));
  return { pairs: compared, notCompared: pairs.length - compared.length };
}

function settingChanges(
  a: ComparedNetwork,
  b: ComparedNetwork,
  layers: readonly LayerChange[],
): SettingChange[] {
  const [before, after] = [a.compilation, b.compilation];
  const kept = keptStatements(a, b, layers);
  const isNews = ({ source, start }: WrittenClaim): boolean => kept.get(source)?.get(start) !== false;
  return [
    ...paramChanges(a.written.params, b.written.params),
    ...(a.totals && b.totals ? outputChanges(before.model.outputs, after.model.outputs) : []),
    ...budgetChanges(a.written.budgets, b.written.budgets),
    ...claimChanges(a.written.claims, b.written.claims, isNews),
    ...trainingChanges(before.training, after.training),
  ];
}

/** Of every statement that made layers, whether one of them or more has a counterpart. */
function keptStatements(
  a: ComparedNetwork,
  b: ComparedNetwork,
  layers: readonly LayerChange[],
): Map<unknown, Map<number, boolean>> {
  const alone = new Set(
    layers.filter(({ before, after }) => !before || !after).map(({ before, after }) => before ?? after),
  );
  const kept = new Map<unknown, Map<number, boolean>>();
  for (const entry of [...a.entries, ...b.entries]) {
    const { source, span } = entry.layer;
    const statements = kept.get(source) ?? new Map<number, boolean>();
    kept.set(source, statements.set(span.start, statements.get(span.start) === true || !alone.has(entry)));
  }
  return kept;
}
