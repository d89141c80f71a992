// Which weights of a file that was trained with the one network can be loaded into the other. A
// loader goes by name and shape; here it is also known which layer is meant.

import type { Compilation } from '../compile.js';
import type { Shape } from '../graph/value.js';
import { sameShape } from '../shapes/shape.js';
import { weightsOf, type EntryWeight, type LayerEntry } from './layer-entry.js';
import type { Matching } from './match.js';

export interface NamedTensor {
  readonly name: string;
  readonly shape: Shape;
  /** What the same tensor, of the same layer and shape, is called in the other network. */
  readonly elsewhere: string | undefined;
}

export interface WeightsChange {
  /** Tensors of the network before. */
  readonly total: number;
  /** Those that the network after has by name and shape, the misplaced included. */
  readonly loadable: number;
  readonly reshaped: readonly { readonly name: string; readonly before: Shape; readonly after: Shape }[];
  /** In the file, but not in the network after. */
  readonly missing: readonly NamedTensor[];
  /** In the network after, but not in the file. */
  readonly added: readonly NamedTensor[];
  /** They load by name and shape, but into a layer that is not the one they were trained in. */
  readonly misplaced: readonly NamedTensor[];
}

interface NetworkOfWeights {
  readonly compilation: Compilation;
  readonly entries: readonly LayerEntry[];
}

export function weightsChange(
  before: NetworkOfWeights,
  after: NetworkOfWeights,
  { ofBefore, ofAfter }: Matching,
): WeightsChange {
  const inBoth = before.compilation.graph !== undefined && after.compilation.graph !== undefined;
  const [old, current] = [weightsIn(before, inBoth), weightsIn(after, inBoth)];
  const fits = ({ name, shape }: EntryWeight): boolean => sameShape(current.get(name)?.shape ?? [], shape);
  const both = [...old.values()].filter(({ name }) => current.has(name));
  const named = (
    weights: Iterable<EntryWeight>,
    partners: Matching['ofBefore'],
    others: Weights,
  ): NamedTensor[] =>
    [...weights].map((weight) => ({
      name: weight.name,
      shape: weight.shape,
      elsewhere: sameElsewhere(weight, partners, others),
    }));
  const loadable = both.filter(fits);
  return {
    total: old.size,
    loadable: loadable.length,
    reshaped: both
      .filter((weight) => !fits(weight))
      .map(({ name, shape }) => ({ name, before: shape, after: (current.get(name) as EntryWeight).shape })),
    missing: named(
      [...old.values()].filter(({ name }) => !current.has(name)),
      ofBefore,
      current,
    ),
    added: named(
      [...current.values()].filter(({ name }) => !old.has(name)),
      ofAfter,
      old,
    ),
    misplaced: named(
      loadable.filter(({ name, entry }) => ofBefore.get(entry) !== current.get(name)?.entry),
      ofBefore,
      current,
    ),
  };
}

type Weights = ReadonlyMap<string, EntryWeight>;

/** By name. Where both graphs are known, without those that nothing reads, which no file holds. */
function weightsIn({ compilation, entries }: NetworkOfWeights, byGraph: boolean): Weights {
  const all = new Map(entries.flatMap(weightsOf).map((weight) => [weight.name, weight]));
  if (!byGraph) return all;
  const used = new Set(compilation.graph?.weights.map(({ name }) => name));
  return new Map([...all].filter(([name]) => used.has(name)));
}

function sameElsewhere(
  { entry, part, shape }: EntryWeight,
  partners: Matching['ofBefore'],
  others: Weights,
): string | undefined {
  const partner = partners.get(entry);
  const other = partner && others.get(partner.layer.name + part);
  return other && sameShape(other.shape, shape) ? other.name : undefined;
}
