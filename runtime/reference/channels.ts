// Ops over the channels of each pixel: shuffling, and local response normalisation.

import type { LocalResponseNormalization } from '../../compiler/graph/ops.js';
import { channelsOf, generate, zeros, type NumberArray } from './array.js';

/** Takes channel i · (channels / groups) + j to channel j · groups + i. */
export function shuffleChannels(x: NumberArray, groups: number): NumberArray {
  const channels = channelsOf(x);
  const channelsOfGroup = channels / groups;
  const y = zeros(x.shape);
  x.data.forEach((element, index) => {
    const channel = index % channels;
    const [i, j] = [Math.floor(channel / channelsOfGroup), channel % channelsOfGroup];
    y.data[index - channel + j * groups + i] = element;
  });
  return y;
}

type Constants = Pick<LocalResponseNormalization, 'size' | 'alpha' | 'beta' | 'k'>;

/**
 * y = x · s^−beta with s = k + alpha / size · Σ x² over the channels around (Krizhevsky et al. 2012,
 * section 3.3, with alpha divided by the size as in Caffe).
 */
export function localResponseNormalization(x: NumberArray, constants: Constants): NumberArray {
  const scale = scaleOf(x, constants);
  return generate(x, (i) => x.data[i] * scale.data[i] ** -constants.beta);
}

/**
 * x_c stands in its own y_c and in the s of every channel around it:
 * dx_c = dy_c · s_c^−beta − 2 · alpha / size · beta · x_c · Σ dy_a · x_a · s_a^(−beta − 1).
 */
export function localResponseNormalizationGradient(
  x: NumberArray,
  dy: NumberArray,
  constants: Constants,
): NumberArray {
  const { size, alpha, beta } = constants;
  const scale = scaleOf(x, constants);
  return generate(x, (i) => {
    let through = 0;
    for (const a of around(i, channelsOf(x), size)) {
      through += dy.data[a] * x.data[a] * scale.data[a] ** (-beta - 1);
    }
    return dy.data[i] * scale.data[i] ** -beta - ((2 * alpha) / size) * beta * x.data[i] * through;
  });
}

function scaleOf(x: NumberArray, { size, alpha, k }: Constants): NumberArray {
  return generate(x, (i) => {
    let squares = 0;
    for (const a of around(i, channelsOf(x), size)) squares += x.data[a] ** 2;
    return k + (alpha / size) * squares;
  });
}

/** The indices of the channels within (size − 1) / 2 of that at `index`, as many as there are. */
function around(index: number, channels: number, size: number): number[] {
  const channel = index % channels;
  const indices: number[] = [];
  const reach = (size - 1) / 2;
  for (let other = channel - reach; other <= channel + reach; other++) {
    if (other >= 0 && other < channels) indices.push(index - channel + other);
  }
  return indices;
}
