// What layers with kernels have in common: the type of their weights, groups, zeros between taps.

import type { CoreFragment } from '../core-fragment.js';
import { layer } from './layer.js';

export const kernel: CoreFragment = {
  name: 'Kernel',
  needs: [],
  imports: ['type Tensor'],
  source: `
type Kernel = {
  kernel: Tensor;
  bias?: Tensor;
};
`,
};

/** When weights are loaded. */
export const splitGroups: CoreFragment = {
  name: 'splitGroups',
  needs: [kernel],
  imports: ['split'],
  source: `
/** The kernel of each group of channels. */
function splitGroups({ kernel, bias }: Kernel, groups: number): Kernel[] {
  const kernels = split(kernel, groups, -1);
  const biases = bias && split(bias, groups);
  return kernels.map((part, group) => (biases ? { kernel: part, bias: biases[group] } : { kernel: part }));
}
`,
};

export const inGroups: CoreFragment = {
  name: 'inGroups',
  needs: [kernel, layer],
  imports: ['split', 'concat'],
  source: `
/** A layer for each group of channels, side by side. */
function inGroups(kernels: Kernel[], layerOf: (kernel: Kernel) => Layer): Layer {
  const layers = kernels.map(layerOf);
  return (x) => concat(split(x, layers.length, -1).map((part, group) => layers[group](part)), -1);
}
`,
};

/** When weights are loaded. */
export const perChannel: CoreFragment = {
  name: 'perChannel',
  needs: [kernel],
  imports: ['reshape'],
  source: `
/** The kernel of a convolution by channel as tfjs has it, [height, width, channels, maps of each]. */
function perChannel({ kernel, ...bias }: Kernel, channels: number): Kernel {
  const [height, width] = kernel.shape;
  return { kernel: reshape(kernel, [height, width, channels, -1]), ...bias };
}
`,
};

/** When weights are loaded. */
export const asPlaneKernel: CoreFragment = {
  name: 'asPlaneKernel',
  needs: [kernel],
  imports: ['expandDims'],
  source: `
/** The kernel of a layer over sequences as that of one over maps of height 1. */
function asPlaneKernel({ kernel, ...bias }: Kernel): Kernel {
  return { kernel: expandDims(kernel, 0), ...bias };
}
`,
};

export const spread: CoreFragment = {
  name: 'spread',
  needs: [],
  imports: ['type Tensor', 'concat', 'reshape', 'slice', 'zeros'],
  source: `
/** Puts zeros between the numbers along some axes, so that what were neighbours are so many steps apart. */
function spread(numbers: Tensor, steps: number[], firstAxis: number): Tensor {
  return steps.reduce((whole: Tensor, step, index) => {
    if (step === 1) return whole;
    const axis = firstAxis + index;
    const [outer, inner] = [whole.shape.slice(0, axis + 1), whole.shape.slice(axis + 1)];
    const gap = zeros([...outer, step - 1, ...inner]);
    const apart = concat([reshape(whole, [...outer, 1, ...inner]), gap], axis + 1);
    const length = outer[axis] * step;
    const sizes = [...outer.slice(0, axis), length, ...inner];
    const ends = sizes.map((size, other) => (other === axis ? length - step + 1 : size));
    return slice(reshape(apart, sizes), 0, ends);
  }, numbers);
}
`,
};

/** When weights are loaded. */
export const dilate: CoreFragment = {
  name: 'dilate',
  needs: [kernel, spread],
  imports: [],
  source: `
/** The kernel of a dilated layer with its zeros written out, for what tfjs has no dilation for. */
function dilate({ kernel, ...bias }: Kernel, dilations: number[]): Kernel {
  return { kernel: spread(kernel, dilations, 0), ...bias };
}
`,
};
