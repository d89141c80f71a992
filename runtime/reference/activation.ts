// Activation functions and their derivatives, a number at a time.

import type { ActivationFunction } from '../../compiler/graph/ops.js';
import { generate, type NumberArray } from './array.js';
import { erf } from './erf.js';

/** A function and its derivative. At a kink the derivative is that of the flatter side. */
interface Curve {
  readonly value: (x: number) => number;
  /** From x and y = f(x). */
  readonly derivative: (x: number, y: number) => number;
}

type Name = ActivationFunction['name'];
type CurveOf<N extends Name> = (chosen: Extract<ActivationFunction, { name: N }>) => Curve;

/** Klambauer et al. 2017, equation 14, to the digits of a double. */
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const relu6 = (x: number) => Math.min(Math.max(x, 0), 6);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const hardSigmoid = (x: number) => relu6(x + 3) / 6;
/** The normal distribution and its density. */
const normal = (x: number) => (1 + erf(x / Math.SQRT2)) / 2;
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

const curves: { readonly [N in Name]: CurveOf<N> } = {
  relu: () => ({ value: (x) => Math.max(x, 0), derivative: (x) => (x > 0 ? 1 : 0) }),
  relu6: () => ({ value: relu6, derivative: (x) => (x > 0 && x < 6 ? 1 : 0) }),
  leaky: ({ slope }) => ({
    value: (x) => (x > 0 ? x : slope * x),
    derivative: (x) => (x > 0 ? 1 : slope),
  }),
  elu: ({ alpha }) => ({
    value: (x) => (x > 0 ? x : alpha * Math.expm1(x)),
    derivative: (x, y) => (x > 0 ? 1 : y + alpha),
  }),
  selu: () => ({
    value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
    derivative: (x, y) => (x > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA),
  }),
  // Hendrycks and Gimpel 2016: x · Φ(x), exact and not by tanh.
  gelu: () => ({
    value: (x) => x * normal(x),
    derivative: (x) => normal(x) + x * density(x),
  }),
  silu: () => ({
    value: (x) => x * sigmoid(x),
    derivative: (x, y) => y + sigmoid(x) * (1 - y),
  }),
  sigmoid: () => ({ value: sigmoid, derivative: (_, y) => y * (1 - y) }),
  tanh: () => ({ value: Math.tanh, derivative: (_, y) => 1 - y * y }),
  'hard-sigmoid': () => ({
    value: hardSigmoid,
    derivative: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
  }),
  // Howard et al. 2019: x · relu6(x + 3) / 6, so that f′ = (2x + 3) / 6 between the kinks.
  'hard-swish': () => ({
    value: (x) => x * hardSigmoid(x),
    derivative: (x) => (x <= -3 ? 0 : x < 3 ? (2 * x + 3) / 6 : 1),
  }),
};

function curveOf(chosen: ActivationFunction): Curve {
  // The table pairs each name with the function of that name, which indexing cannot express.
  return (curves[chosen.name] as CurveOf<Name>)(chosen);
}

export function activation(x: NumberArray, chosen: ActivationFunction): NumberArray {
  const { value } = curveOf(chosen);
  return generate(x, (i) => value(x.data[i]));
}

export function activationGradient(
  x: NumberArray,
  y: NumberArray,
  dy: NumberArray,
  chosen: ActivationFunction,
): NumberArray {
  const { derivative } = curveOf(chosen);
  return generate(x, (i) => derivative(x.data[i], y.data[i]) * dy.data[i]);
}
