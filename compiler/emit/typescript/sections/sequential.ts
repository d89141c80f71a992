// `createModel` for a chain of layers: it reads like the network's table.

import { shapeText } from '../../typescript-common/comment.js';
import { Expression, objectLiteral, stringLiteral } from '../../typescript-common/literal.js';
import type { Plan } from '../plan.js';
import { layerLines, type LayerNames } from './layer-lines.js';

export function sequentialBody(modelName: string, plan: Plan, names: LayerNames, shape: Expression): string {
  const [input] = plan.inputs;
  const options = objectLiteral({
    name: names.get(input),
    inputShape: new Expression(`[...${shape.source}]`),
  });
  return `return tf.sequential({
    name: ${stringLiteral(modelName)},
    layers: [
      tf.layers.inputLayer(${options}), // ${shapeText(input.shape)}
      ${layerLines(plan.layers, names)}
    ],
  });`;
}
