// The names of the constants that hold inputs and the last value of each run of layers.

import { constantName, type NameScope } from './names.js';
import type { PlanNode } from './plan.js';

export class Constants<Call> {
  private readonly names: ReadonlyMap<PlanNode<Call>, string>;

  /**
   * `nameOf` is what a node is called in the source; constants take names that are free in `scope`.
   * `given` are nodes that some source reads already.
   */
  constructor(
    nodes: readonly PlanNode<Call>[],
    nameOf: (node: PlanNode<Call>) => string,
    scope: NameScope,
    given: readonly (readonly [PlanNode<Call>, string])[] = [],
  ) {
    const claimed = nodes.map((node) => [node, scope.claim(constantName(nameOf(node)))] as const);
    this.names = new Map([...claimed, ...given]);
  }

  of(node: PlanNode<Call>): string {
    return this.names.get(node) as string;
  }

  /** One constant, or a list of several. */
  list(nodes: readonly PlanNode<Call>[]): string {
    const [first, ...rest] = nodes.map((node) => this.of(node));
    return rest.length === 0 ? first : `[${[first, ...rest].join(', ')}]`;
  }
}
