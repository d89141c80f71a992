// Functions of one number. tfjs 4.22 was read, and run, for each: its `gelu` is by erf, its `swish`
// is silu and its `elu` has alpha 1, but its `hardSigmoid` is clip(0.2x + 0.5), not relu6(x + 3) / 6.

import type { ActivationFunction } from '../../../graph/ops.js';
import { elu } from '../classes/elu.js';
import { hardSigmoid } from '../classes/hard-sigmoid.js';
import { hardSwish } from '../classes/hard-swish.js';
import { initializerUnless } from '../initializer.js';
import type { LayerCall } from '../layer-call.js';
import type { LiteralValue } from '../../typescript-common/literal.js';
import type { Rule } from './rule.js';

/** What stands for a function: the name of an activation of tfjs, or a layer. */
type Equivalent = string | Pick<LayerCall, 'layer' | 'options'>;

function equivalent(f: ActivationFunction): Equivalent {
  switch (f.name) {
    case 'relu':
    case 'relu6':
    case 'selu':
    case 'gelu':
    case 'sigmoid':
    case 'tanh':
      return f.name;
    case 'silu':
      return 'swish';
    case 'leaky':
      return { layer: 'leakyReLU', options: { alpha: f.slope } };
    case 'elu':
      return f.alpha === 1 ? 'elu' : { layer: elu, options: { alpha: f.alpha } };
    case 'hard-sigmoid':
      return { layer: hardSigmoid, options: {} };
    case 'hard-swish':
      return { layer: hardSwish, options: {} };
  }
}

export const activation: Rule<'activation'> = (op, graph) => {
  const word = op.function.name;
  const output = graph.shapeOf(op.outputs.y);
  const same = equivalent(op.function);
  if (typeof same !== 'string') return [{ ...same, word, output }];
  return [{ layer: 'activation', word, options: { activation: same }, output }];
};

export const softmax: Rule<'softmax'> = (op, graph) => [
  {
    layer: 'activation',
    word: 'softmax',
    options: { activation: 'softmax' },
    output: graph.shapeOf(op.outputs.y),
  },
];

/** tfjs learns a slope an element unless the axes of the map share it. */
export const prelu: Rule<'prelu'> = (op, graph) => {
  const output = graph.shapeOf(op.outputs.y);
  const slope = graph.weight(op.inputs.slope);
  const mapAxes: LiteralValue = output.slice(1).map((_, axis) => axis + 1);
  return [
    {
      layer: 'prelu',
      word: 'prelu',
      options: {
        sharedAxes: mapAxes.length > 0 ? mapAxes : undefined,
        alphaInitializer: initializerUnless('zeros', slope),
      },
      output,
      weights: [{ variable: 'alpha', weight: slope }],
    },
  ];
};

/** A layer with weights takes the activation after it as an option of its own. */
export function absorbActivation(call: LayerCall): (next: LayerCall) => LayerCall | undefined {
  return (next) => {
    if (next.layer !== 'activation') return undefined;
    return { ...call, options: { ...call.options, activation: next.options.activation } };
  };
}
