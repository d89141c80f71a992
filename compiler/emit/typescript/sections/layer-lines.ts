// The calls that create layers, a layer a line, each with the shape of its output beside it.

import { shapeText } from '../../typescript-common/comment.js';
import { objectLiteral } from '../../typescript-common/literal.js';
import type { LayerNode, PlanNode } from '../plan.js';

/** What the layers of a plan are called. */
export type LayerNames = ReadonlyMap<PlanNode, string>;

/** Elements of a list, `tf.layers.flatten({ name: 'flatten1' }), // 784`. */
export function layerLines(layers: readonly LayerNode[], names: LayerNames): string {
  return layers.map((layer) => `${creation(layer, names)}, // ${shapeText(layer.call.output)}`).join('\n');
}

function creation(node: LayerNode, names: LayerNames): string {
  const { layer, options } = node.call;
  const properties = objectLiteral({ name: names.get(node), ...options });
  return typeof layer === 'string' ? `tf.layers.${layer}(${properties})` : `new ${layer.name}(${properties})`;
}
