// What a file of weights may call a weight that it does not have under the network's name.

import { nearest } from '../../compiler/check/nearest.js';
import type { Shape } from '../../compiler/graph/value.js';
import { sameShape } from '../../compiler/shapes/shape.js';
import type { Weights } from '../tensor.js';

/** `kernel` of `conv1/kernel`. */
function roleOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/**
 * Of the names that the network has no use for: the nearest of a weight of the same role and shape,
 * or the only one such. Undefined where none is alike.
 */
export function likelyName(
  name: string,
  shape: Shape,
  found: Weights,
  unused: readonly string[],
): string | undefined {
  const role = roleOf(name);
  const alike = unused.filter(
    (other) => roleOf(other) === role && sameShape(found.get(other)?.shape ?? [], shape),
  );
  return nearest(name, alike) ?? (alike.length === 1 ? alike[0] : undefined);
}
