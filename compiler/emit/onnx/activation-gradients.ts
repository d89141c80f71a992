// dL/dx = f′(x) · dy of activation functions in standard ONNX operators, one rule a function.
// At a kink the derivative is that of the flatter side.

import type { ActivationFunction } from '../../graph/ops.js';
import { normalDistribution, seluAlpha, seluScale, type ActivationRules } from './activations.js';
import type { Lowering } from './lowering.js';
import type { Name, NodeList } from './node-list.js';
import { bySign, isPositive } from './training/choice-by-sign.js';

interface Around {
  readonly x: Name;
  readonly y: Name;
  readonly dy: Name;
}

const rules: ActivationRules<Around, Lowering> = {
  relu: (list, _, { y, dy }) => list.multiply(dy, isPositive(list, y)),
  relu6: (list, _, { y, dy }) => list.multiply(dy, isInside(list, y, 6)),
  leaky: (list, { slope }, { x, dy }) => bySign(list, x, dy, list.multiply(dy, list.scalar(slope))),
  elu: (list, { alpha }, { x, y, dy }) =>
    bySign(list, x, dy, list.multiply(dy, list.add(y, list.scalar(alpha)))),
  selu: (list, _, { x, y, dy }) => {
    const right = list.multiply(dy, list.scalar(seluScale));
    return bySign(list, x, right, list.multiply(dy, list.add(y, list.scalar(seluScale * seluAlpha))));
  },
  gelu: (list, _, { x, dy }) => {
    const slope = list.multiply(x, normalDensity(list, x));
    return list.multiply(dy, list.add(normalDistribution(list, x), slope));
  },
  silu: (list, _, { x, y, dy }) => {
    const sigmoid = list.node('Sigmoid', [x]);
    return list.multiply(dy, list.add(sigmoid, list.multiply(y, complement(list, sigmoid))));
  },
  sigmoid: (list, _, { y, dy }) => list.multiply(dy, list.multiply(y, complement(list, y))),
  tanh: (list, _, { y, dy }) => list.multiply(dy, complement(list, list.multiply(y, y))),
  'hard-sigmoid': (list, _, { y, dy }) =>
    list.multiply(dy, list.multiply(isInside(list, y, 1), list.scalar(1 / 6))),
  'hard-swish': (list, _, { x, dy }) => {
    const middle = list.add(list.multiply(x, list.scalar(1 / 3)), list.scalar(0.5));
    const left = list.multiply(middle, isPositive(list, list.add(x, list.scalar(3))));
    return bySign(list, list.subtract(list.scalar(3), x), list.multiply(dy, left), dy);
  },
};

/** 1 where 0 < y < end, else 0. */
function isInside(list: NodeList, y: Name, end: number): Name {
  return isPositive(list, list.node('Min', [y, list.subtract(list.scalar(end), y)]));
}

function complement(list: NodeList, x: Name): Name {
  return list.subtract(list.scalar(1), x);
}

/** φ(x) = exp(−x²/2) / √(2π) */
function normalDensity(list: NodeList, x: Name): Name {
  const exponent = list.multiply(list.multiply(x, x), list.scalar(-0.5));
  return list.multiply(list.node('Exp', [exponent]), list.scalar(1 / Math.sqrt(2 * Math.PI)));
}

export function differentiateActivation(to: Lowering, activation: ActivationFunction, around: Around): Name {
  type Rule = (to: Lowering, activation: ActivationFunction, around: Around) => Name;
  return (rules[activation.name] as Rule)(to, activation, around);
}
