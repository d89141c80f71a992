// Functions of one number. Some tfjs computes inside a convolution or dense layer, some it has as
// operations, the others are functions of the module.

import type { ActivationFunction } from '../../../graph/ops.js';
import type { Shape } from '../../../graph/value.js';
import { fusable } from '../../typescript-common/fusable.js';
import { literal, type Properties } from '../../typescript-common/literal.js';
import type { LayerCall } from '../call.js';
import { gelu, hardSigmoid, hardSwish, scaledElu, silu } from '../helpers/activations.js';
import type { Rule } from './rule.js';

type Source = Omit<LayerCall, 'output'>;

const isFunction = (name: string): Source => ({ source: name, imports: [name] });

function sourceOf(f: ActivationFunction): Source {
  switch (f.name) {
    case 'relu':
    case 'relu6':
    case 'selu':
    case 'sigmoid':
    case 'tanh':
      return isFunction(f.name);
    case 'leaky':
      return { source: `(x) => leakyRelu(x, ${literal(f.slope)})`, imports: ['leakyRelu'] };
    case 'elu':
      if (f.alpha === 1) return isFunction('elu');
      return { source: `scaledElu(${literal(f.alpha)})`, needs: [scaledElu] };
    case 'gelu':
      return { source: 'gelu', needs: [gelu] };
    case 'silu':
      return { source: 'silu', needs: [silu] };
    case 'hard-sigmoid':
      return { source: 'hardSigmoid', needs: [hardSigmoid] };
    case 'hard-swish':
      return { source: 'hardSwish', needs: [hardSwish] };
  }
}

export function activationCall(f: ActivationFunction, output: Shape): LayerCall {
  return { ...sourceOf(f), output };
}

/** The options by which a fused operation of tfjs applies a function; undefined where it cannot. */
export function fusedOptions(f: ActivationFunction | undefined): Properties | undefined {
  if (f === undefined) return {};
  const fused = fusable(f);
  return fused && { ...fused };
}

export const activation: Rule<'activation'> = (op, graph) => [
  activationCall(op.function, graph.shapeOf(op.outputs.y)),
];

export const softmax: Rule<'softmax'> = (op, graph) => [
  { source: 'softmax', output: graph.shapeOf(op.outputs.y), imports: ['softmax'] },
];

export const prelu: Rule<'prelu'> = ({ inputs: { slope }, outputs }, graph) => [
  {
    source: `(x) => prelu(x, ${graph.read({ slope })}.slope)`,
    output: graph.shapeOf(outputs.y),
    imports: ['prelu'],
  },
];
