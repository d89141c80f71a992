// `createModel` for a chain of layers: it reads like the network's table.

import { shapeText } from '../comment.js';
import { Expression, objectLiteral, stringLiteral } from '../literal.js';
import type { Plan } from '../plan.js';
import { segmentsOf } from '../segments.js';
import { layerLines, type LayerNames } from './layer-lines.js';

/** Whether the layers are one chain from the one input to the one output. */
export function isChain(plan: Plan): boolean {
  return plan.inputs.length === 1 && plan.outputs.length === 1 && segmentsOf(plan).length === 1;
}

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
