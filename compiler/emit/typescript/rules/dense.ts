// Fully connected layers.

import { initializerUnless, kernelInitializer } from '../initializer.js';
import type { LayerCall } from '../layer-call.js';
import { absorbActivation } from './activation.js';
import type { Rule } from './rule.js';

export const dense: Rule<'dense'> = (op, graph) => {
  const kernel = graph.weight(op.inputs.kernel);
  const bias = op.inputs.bias === undefined ? undefined : graph.weight(op.inputs.bias);
  const [units] = graph.shapeOf(op.inputs.kernel).slice(-1);
  const call: LayerCall = {
    layer: 'dense',
    word: 'dense',
    options: {
      units,
      activation: undefined,
      useBias: bias === undefined ? false : undefined,
      kernelInitializer: kernelInitializer(kernel, [graph.shapeOf(op.inputs.kernel)[0], units]),
      biasInitializer: initializerUnless('zeros', bias),
    },
    output: graph.shapeOf(op.outputs.y),
    weights: [
      { variable: 'kernel', weight: kernel },
      ...(bias === undefined ? [] : [{ variable: 'bias', weight: bias }]),
    ],
  };
  return [{ ...call, absorb: absorbActivation(call) }];
};
