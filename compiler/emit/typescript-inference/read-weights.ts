// Which weights the layers of a module take, and what is made of each when they are loaded.

import type { InferenceGraph } from '../../graph/inference-ops.js';
import type { ValueId, Weight } from '../../graph/value.js';
import { literal, objectLiteral, Expression, property } from '../typescript-common/literal.js';
import { constantName, NameScope } from '../typescript-common/names.js';
import type { CoreFragment } from './core-fragment.js';

export interface WeightEntry {
  /** The name of the weight under which its op knows it: `kernel`. */
  readonly role: string;
  readonly value: ValueId;
}

/** Turns the source that reads weights into that of what the layer takes, once, when they are loaded. */
export interface Preparation {
  readonly wrap: (source: string) => string;
  readonly needs: readonly CoreFragment[];
  readonly imports?: readonly string[];
}

export class ReadWeights {
  private readonly graph: InferenceGraph;
  private readonly named: ReadonlyMap<ValueId, Weight>;
  private readonly scope = new NameScope();
  /** What was asked for before, by what it is made of. */
  private readonly known = new Map<string, string>();
  private readonly lines: string[] = [];
  readonly needs: CoreFragment[] = [];
  readonly imports: string[] = [];

  constructor(graph: InferenceGraph) {
    this.graph = graph;
    this.named = new Map(graph.weights.map((weight) => [weight.value, weight]));
  }

  /** Properties of an object, one a layer. */
  get properties(): readonly string[] {
    return this.lines;
  }

  entryOf(entries: readonly WeightEntry[], preparation?: Preparation): string {
    const read = objectLiteral(
      Object.fromEntries(entries.map(({ role, value }) => [role, new Expression(this.reading(value))])),
    );
    const source = preparation === undefined ? read : preparation.wrap(read);
    const before = this.known.get(source);
    if (before !== undefined) return before;
    this.needs.push(...(preparation?.needs ?? []));
    this.imports.push(...(preparation?.imports ?? []));
    const key = this.scope.claim(this.wantedName(entries));
    this.lines.push(property(key, source));
    const found = `weights.${key}`;
    this.known.set(source, found);
    return found;
  }

  private reading(value: ValueId): string {
    const { name } = this.weightOf(value);
    return `read(${literal(name)}, ${literal(this.graph.values[value].shape)})`;
  }

  private weightOf(value: ValueId): Weight {
    const weight = this.named.get(value);
    if (weight === undefined) throw new Error(`Value ${value} is used as a weight and is none.`);
    return weight;
  }

  /** `conv1`, for `conv1/kernel`; `separable1Pointwise` where the layer has another kernel too. */
  private wantedName([{ role, value }]: readonly WeightEntry[]): string {
    const { name } = this.weightOf(value);
    const slash = name.lastIndexOf('/');
    const layer = constantName(name.slice(0, Math.max(slash, 0)));
    return name.slice(slash + 1) === role ? layer : constantName(name);
  }
}
