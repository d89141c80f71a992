// A network as a tree: layers, the calls of blocks around them, and the branches that hang under them.

import type { Layer } from '../model.js';
import { weightOf, type Interner, type Item } from './item.js';
import type { LayerEntry } from './layer-entry.js';
import { spelling } from './spelling.js';

export interface TreeNode extends Item {
  readonly form: 'layer' | 'scope' | 'branch';
  /** Stable and whole: `Stage2.residual1`. Of a branch, that of its layer. */
  readonly name: string;
  /** The word of a layer, or the name of a block. */
  readonly word: string;
  /** How many layers it holds, itself included. */
  readonly size: number;
  /** Only of layers. */
  readonly entry: LayerEntry | undefined;
  /** Of a layer its branches; else what it holds, in order. */
  readonly children: readonly TreeNode[];
}

/** Enough to tell alike from unalike. */
const mostFeatures = 48;

export class TreeBuilder {
  private readonly interner: Interner;
  private readonly entries: ReadonlyMap<Layer, LayerEntry>;

  constructor(interner: Interner, entries: readonly LayerEntry[]) {
    this.interner = interner;
    this.entries = new Map(entries.map((entry) => [entry.layer, entry]));
  }

  /** Layers of a sequence whose names start with `prefix`; those of one block's call become one node. */
  sequence(layers: readonly Layer[], prefix: string): TreeNode[] {
    const nodes: TreeNode[] = [];
    for (let i = 0; i < layers.length;) {
      const scope = scopeOf(layers[i], prefix);
      const start = i++;
      if (scope === undefined) nodes.push(...this.layer(layers[start], prefix));
      else {
        while (i < layers.length && scopeOf(layers[i], prefix) === scope) i++;
        const name = prefix + scope;
        const held = this.sequence(layers.slice(start, i), `${name}.`);
        if (held.length > 0) nodes.push(this.group('scope', name, scope, held));
      }
    }
    return nodes;
  }

  /** None where it comes after a mistake. */
  private layer(layer: Layer, prefix: string): TreeNode[] {
    const entry = this.entries.get(layer);
    if (entry === undefined) return [];
    const branches = layer.branches.map((branch, index) =>
      this.group('branch', layer.name, `branch${index + 1}`, this.sequence(branch, `${layer.name}.`)),
    );
    const label = layer.name.slice(prefix.length);
    const own = this.ownPrint(entry);
    const words = entry.text.split(' ').slice(1);
    return [
      {
        ...{ form: 'layer', name: layer.name, word: layer.kind, entry, children: branches },
        ...this.numbers(label, layer.kind, sizeOf(branches) + 1),
        isNamed: !isNumbered(label, layer.kind),
        print: branches.length === 0 ? own : this.printOf(own, branches),
        features: ascending([
          ...words.map((word) => this.interner.of(word)),
          ...branches.flatMap(({ features }) => features),
        ]),
      },
    ];
  }

  private group(
    form: 'scope' | 'branch',
    name: string,
    label: string,
    children: readonly TreeNode[],
  ): TreeNode {
    const kind = form === 'branch' ? 'branch' : label.replace(/_?\d+$/, '');
    return {
      ...{ form, name, word: kind, entry: undefined, children },
      ...this.numbers(label, kind, sizeOf(children)),
      // Block names start with a capital by custom only, so that a chosen name is seen by its lack of a number.
      isNamed: form === 'scope' && kind === label,
      print: this.printOf(this.interner.of(form), children),
      features: ascending(
        children.flatMap((child) => [child.print, ...(child.size > 1 ? child.features : [])]),
      ),
    };
  }

  private numbers(
    label: string,
    kind: string,
    size: number,
  ): Pick<TreeNode, 'label' | 'kind' | 'size' | 'weight'> {
    return { label: this.interner.of(label), kind: this.interner.of(kind), size, weight: weightOf(size) };
  }

  /** Of a layer without its branches: as written, and what its arguments amount to. */
  ownPrint({ layer, text, values }: LayerEntry): number {
    const given = [...values].map(([word, value]) => `${word} ${value}`);
    return this.interner.of([layer.kind, spelling(text), ...given].join('\n'));
  }

  private printOf(own: number, children: readonly TreeNode[]): number {
    return this.interner.of(`${own}:${children.map(({ print }) => print).join()}`);
  }
}

function sizeOf(nodes: readonly TreeNode[]): number {
  return nodes.reduce((sum, { size }) => sum + size, 0);
}

/** The first part of its name, where a block's call gave it one. */
function scopeOf({ name }: Layer, prefix: string): string | undefined {
  const dot = name.indexOf('.', prefix.length);
  return dot < 0 ? undefined : name.slice(prefix.length, dot);
}

function isNumbered(label: string, kind: string): boolean {
  return label.startsWith(kind) && /^_?\d*$/.test(label.slice(kind.length));
}

function ascending(features: readonly number[]): number[] {
  return features.slice(0, mostFeatures).sort((a, b) => a - b);
}
