// A statement in a block or `repeat` makes several layers. What is only so in some of them, as in the
// first round, is no mistake of the statement.

import type { LayerStatement } from '../../grammar/ast.js';
import type { CheckedLayer } from '../check/checked-layer.js';

/** The layers for which, and for all of whose statement, it holds. */
export function inEveryCopy(
  layers: readonly CheckedLayer[],
  holds: (layer: CheckedLayer) => boolean,
): readonly CheckedLayer[] {
  const without = new Set<LayerStatement>();
  const found = layers.filter((layer) => {
    const isSo = holds(layer);
    if (!isSo) without.add(layer.statement);
    return isSo;
  });
  return found.filter(({ statement }) => !without.has(statement));
}
