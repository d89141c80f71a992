// The checked layers of each sequence, to be met again in their order.

import type { LayerStatement } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { CheckedLayer } from '../check/checked-layer.js';

interface Queue {
  readonly checked: readonly CheckedLayer[];
  next: number;
}

/** By the list into which the sequence would put its layers: calls of blocks share that of their caller. */
export class LayerQueues {
  private readonly queues = new WeakMap<readonly CheckedLayer[], Queue>();

  open(of: readonly CheckedLayer[], checked: readonly CheckedLayer[]): void {
    this.queues.set(of, { checked, next: 0 });
  }

  /** The layer that this statement made; undefined where it made none. */
  take(of: readonly CheckedLayer[], statement: LayerStatement, source: Source): CheckedLayer | undefined {
    const queue = this.queues.get(of);
    const layer = queue?.checked.at(queue.next);
    if (queue === undefined || layer === undefined || !isOf(layer, statement, source)) return undefined;
    queue.next++;
    return layer;
  }

  /** Gives, when it is called, a way to the layers that were taken since. */
  mark(of: readonly CheckedLayer[]): () => () => readonly CheckedLayer[] {
    const queue = this.queues.get(of);
    const from = queue?.next ?? 0;
    return () => {
      const to = queue?.next ?? 0;
      return () => queue?.checked.slice(from, to) ?? [];
    };
  }
}

/** A file behind `use` was read anew, so that its statements are others, at the same places. */
function isOf(layer: CheckedLayer, { span, word }: LayerStatement, source: Source): boolean {
  const { start, end } = layer.statement.span;
  const isSameText = layer.source === source || layer.source.name === source.name;
  return isSameText && start === span.start && end === span.end && layer.statement.word.text === word.text;
}
