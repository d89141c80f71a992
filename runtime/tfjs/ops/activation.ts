// Activation functions and their derivatives. At a kink the derivative is that of the flatter side,
// as everywhere in cnnc, so they are written out where those of TensorFlow.js differ.

import type { ActivationFunction } from '../../../compiler/graph/ops.js';
import type { TensorFlow, TfTensor } from '../tensorflow.js';

interface Curve {
  readonly value: (x: TfTensor) => TfTensor;
  /** From x and y = f(x). */
  readonly derivative: (x: TfTensor, y: TfTensor) => TfTensor;
}

type Name = ActivationFunction['name'];
type CurveOf<N extends Name> = (tf: TensorFlow, chosen: Extract<ActivationFunction, { name: N }>) => Curve;

/** Klambauer et al. 2017, equation 14, to the digits of a double. */
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** `above` where x > 0, else `below`, both finite. */
function where(tf: TensorFlow, x: TfTensor, above: TfTensor | number, below: TfTensor | number): TfTensor {
  const isAbove = tf.step(x);
  return tf.add(tf.mul(isAbove, above), tf.mul(tf.sub(1, isAbove), below));
}

/** alpha · (e^x − 1) for x < 0, and 0 above. */
function exponentialBelow(tf: TensorFlow, x: TfTensor, alpha: number): TfTensor {
  return tf.mul(tf.sub(tf.exp(tf.minimum(x, 0)), 1), alpha);
}

function hardSigmoid(tf: TensorFlow, x: TfTensor): TfTensor {
  return tf.div(tf.relu6(tf.add(x, 3)), 6);
}

/** Of the normal distribution, up to x. */
function normal(tf: TensorFlow, x: TfTensor): TfTensor {
  return tf.div(tf.add(tf.erf(tf.div(x, Math.SQRT2)), 1), 2);
}

function density(tf: TensorFlow, x: TfTensor): TfTensor {
  return tf.div(tf.exp(tf.div(tf.square(x), -2)), Math.sqrt(2 * Math.PI));
}

const curves: { readonly [N in Name]: CurveOf<N> } = {
  relu: (tf) => ({ value: (x) => tf.relu(x), derivative: (x) => tf.step(x) }),
  relu6: (tf) => ({
    value: (x) => tf.relu6(x),
    derivative: (x) => tf.mul(tf.step(x), tf.step(tf.sub(6, x))),
  }),
  leaky: (tf, { slope }) => ({
    value: (x) => tf.leakyRelu(x, slope),
    derivative: (x) => where(tf, x, 1, slope),
  }),
  elu: (tf, { alpha }) => ({
    value: (x) => tf.add(tf.relu(x), exponentialBelow(tf, x, alpha)),
    derivative: (x, y) => where(tf, x, 1, tf.add(y, alpha)),
  }),
  selu: (tf) => ({
    value: (x) => tf.mul(tf.add(tf.relu(x), exponentialBelow(tf, x, SELU_ALPHA)), SELU_SCALE),
    derivative: (x, y) => where(tf, x, SELU_SCALE, tf.add(y, SELU_SCALE * SELU_ALPHA)),
  }),
  gelu: (tf) => ({
    value: (x) => tf.mul(x, normal(tf, x)),
    derivative: (x) => tf.add(normal(tf, x), tf.mul(x, density(tf, x))),
  }),
  silu: (tf) => ({
    value: (x) => tf.mul(x, tf.sigmoid(x)),
    derivative: (x, y) => tf.add(y, tf.mul(tf.sigmoid(x), tf.sub(1, y))),
  }),
  sigmoid: (tf) => ({ value: (x) => tf.sigmoid(x), derivative: (_, y) => tf.mul(y, tf.sub(1, y)) }),
  tanh: (tf) => ({ value: (x) => tf.tanh(x), derivative: (_, y) => tf.sub(1, tf.square(y)) }),
  'hard-sigmoid': (tf) => ({
    value: (x) => hardSigmoid(tf, x),
    derivative: (x) => tf.div(tf.mul(tf.step(tf.add(x, 3)), tf.step(tf.sub(3, x))), 6),
  }),
  // Howard et al. 2019: x · relu6(x + 3) / 6, so that f′ = (2x + 3) / 6 between the kinks.
  'hard-swish': (tf) => ({
    value: (x) => tf.mul(x, hardSigmoid(tf, x)),
    derivative: (x) => {
      const between = tf.div(tf.add(tf.mul(x, 2), 3), 6);
      return tf.mul(tf.step(tf.add(x, 3)), where(tf, tf.sub(3, x), between, 1));
    },
  }),
};

function curveOf(tf: TensorFlow, chosen: ActivationFunction): Curve {
  // The table pairs each name with the function of that name, which indexing cannot express.
  return (curves[chosen.name] as CurveOf<Name>)(tf, chosen);
}

export function activate(tf: TensorFlow, x: TfTensor, chosen: ActivationFunction): TfTensor {
  return curveOf(tf, chosen).value(x);
}

/** dL/dx from x, y = f(x) and dL/dy. */
export function activationGradient(
  tf: TensorFlow,
  { x, y, dy }: { readonly x: TfTensor; readonly y: TfTensor; readonly dy: TfTensor },
  chosen: ActivationFunction,
): TfTensor {
  return tf.mul(dy, curveOf(tf, chosen).derivative(x, y));
}
