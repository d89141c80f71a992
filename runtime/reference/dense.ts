// Dense layers, their gradients, and the gradient of a bias.

import { channelsOf, sumOverPixels, zeros, type NumberArray } from './array.js';

/** x is [batch, inputs], kernel [inputs, units], bias [units]. */
export function dense(x: NumberArray, kernel: NumberArray, bias: NumberArray | undefined): NumberArray {
  const [inputs, units] = kernel.shape;
  const y = zeros([x.shape[0], units]);
  for (let i = 0; i < y.data.length; i++) {
    const [sample, unit] = [Math.floor(i / units), i % units];
    y.data[i] = bias?.data[unit] ?? 0;
    for (let k = 0; k < inputs; k++) y.data[i] += x.data[sample * inputs + k] * kernel.data[k * units + unit];
  }
  return y;
}

/** xᵀ · dy. */
export function denseKernelGradient(x: NumberArray, dy: NumberArray): NumberArray {
  const [inputs, units] = [channelsOf(x), channelsOf(dy)];
  const dkernel = zeros([inputs, units]);
  for (let i = 0; i < dkernel.data.length; i++) {
    const [input, unit] = [Math.floor(i / units), i % units];
    for (let n = 0; n < x.shape[0]; n++) {
      dkernel.data[i] += x.data[n * inputs + input] * dy.data[n * units + unit];
    }
  }
  return dkernel;
}

/** dy · kernelᵀ. */
export function denseInputGradient(dy: NumberArray, kernel: NumberArray): NumberArray {
  const [inputs, units] = kernel.shape;
  const dx = zeros([dy.shape[0], inputs]);
  for (let i = 0; i < dx.data.length; i++) {
    const [sample, input] = [Math.floor(i / inputs), i % inputs];
    for (let u = 0; u < units; u++) {
      dx.data[i] += dy.data[sample * units + u] * kernel.data[input * units + u];
    }
  }
  return dx;
}

export function biasGradient(dy: NumberArray): NumberArray {
  return sumOverPixels(dy);
}
