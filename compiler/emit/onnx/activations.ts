// Activation functions in standard ONNX operators, one rule a function.

import type { ActivationFunction } from '../../graph/ops.js';
import { float } from './attributes.js';
import type { Lowering } from './lowering.js';
import type { Name, NodeList } from './node-list.js';

type FunctionOf<K extends string> = Extract<ActivationFunction, { name: K }>;

/** One entry for every activation function: a forgotten one does not compile. */
export type ActivationRules<Values, To extends NodeList = NodeList> = {
  readonly [K in ActivationFunction['name']]: (list: To, activation: FunctionOf<K>, values: Values) => Name;
};

const rules: ActivationRules<Name, Lowering> = {
  relu: (list, _, x) => list.node('Relu', [x]),
  relu6: (list, _, x) => list.node('Clip', [x, list.scalar(0), list.scalar(6)]),
  leaky: (list, { slope }, x) => list.node('LeakyRelu', [x], { alpha: float(slope) }),
  elu: (list, { alpha }, x) => list.node('Elu', [x], { alpha: float(alpha) }),
  selu: (list, _, x) => selu(list, x),
  gelu: (list, _, x) => list.multiply(x, normalDistribution(list, x)),
  silu: (list, _, x) => list.multiply(x, list.node('Sigmoid', [x])),
  sigmoid: (list, _, x) => list.node('Sigmoid', [x]),
  tanh: (list, _, x) => list.node('Tanh', [x]),
  'hard-sigmoid': (list, _, x) => hardSigmoid(list, x),
  'hard-swish': (list, _, x) => list.multiply(x, hardSigmoid(list, x)),
};

/** Klambauer et al. 2017, "Self-normalizing neural networks", equation 14. */
export const seluAlpha = 1.6732632423543772;
export const seluScale = 1.0507009873554805;

/** Φ(x) = (1 + erf(x/√2)) / 2, the distribution function of the standard normal. */
export function normalDistribution(list: NodeList, x: Name): Name {
  const erf = list.node('Erf', [list.divide(x, list.scalar(Math.SQRT2))]);
  return list.multiply(list.add(erf, list.scalar(1)), list.scalar(0.5));
}

/** min(max(x + 3, 0), 6) / 6 */
export function hardSigmoid(list: NodeList, x: Name): Name {
  return list.node('HardSigmoid', [x], { alpha: float(1 / 6), beta: float(0.5) });
}

/** WebGPU's provider has no operator of its own for it, but one for what it is a multiple of. */
function selu(to: Lowering, x: Name): Name {
  const alpha = float(seluAlpha);
  if (to.dialect === 'portable') return to.node('Selu', [x], { alpha, gamma: float(seluScale) });
  return to.multiply(to.node('Elu', [x], { alpha }), to.scalar(seluScale));
}

export function activate(to: Lowering, activation: ActivationFunction, x: Name): Name {
  const rule = rules[activation.name] as (to: Lowering, activation: ActivationFunction, x: Name) => Name;
  return rule(to, activation, x);
}
