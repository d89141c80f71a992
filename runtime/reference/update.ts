// How optimizers move a weight along its gradient.

import type { AdamUpdate, RmspropUpdate, SgdUpdate } from '../../compiler/graph/update-ops.js';
import { generate, type NumberArray } from './array.js';

/** What an update reads, by the names of the op's inputs. */
type Read<Inputs> = { readonly [Name in keyof Inputs]: NumberArray };

export interface SgdResult {
  readonly weight: NumberArray;
  /** As large as the step; only kept where there is momentum. */
  readonly velocity: NumberArray;
}

/** Sutskever et al. 2013, Nesterov's momentum in the weights at which the gradient is taken. */
export function sgdUpdate(
  { weight, gradient, velocity, rate }: Read<SgdUpdate['inputs']>,
  { momentum, nesterov }: Pick<SgdUpdate, 'momentum' | 'nesterov'>,
): SgdResult {
  const step = generate(weight, (i) => rate.data[0] * gradient.data[i]);
  const moved = generate(weight, (i) => momentum * (velocity?.data[i] ?? 0) - step.data[i]);
  const ahead = nesterov ? generate(weight, (i) => momentum * moved.data[i] - step.data[i]) : moved;
  return { weight: generate(weight, (i) => weight.data[i] + ahead.data[i]), velocity: moved };
}

export interface AdamResult {
  readonly weight: NumberArray;
  readonly m: NumberArray;
  readonly v: NumberArray;
}

/** Kingma and Ba 2015, algorithm 1; the decay is that of Loshchilov and Hutter 2019. */
export function adamUpdate(
  { weight, gradient, m, v, rate, correction1, correction2 }: Read<AdamUpdate['inputs']>,
  { beta1, beta2, epsilon, decay }: Pick<AdamUpdate, 'beta1' | 'beta2' | 'epsilon' | 'decay'>,
): AdamResult {
  const first = generate(m, (i) => beta1 * m.data[i] + (1 - beta1) * gradient.data[i]);
  const second = generate(v, (i) => beta2 * v.data[i] + (1 - beta2) * gradient.data[i] ** 2);
  const moved = generate(weight, (i) => {
    const direction = first.data[i] / correction1.data[0];
    const size = Math.sqrt(second.data[i] / correction2.data[0]) + epsilon;
    return weight.data[i] - rate.data[0] * (direction / size + decay * weight.data[i]);
  });
  return { weight: moved, m: first, v: second };
}

export interface RmspropResult {
  readonly weight: NumberArray;
  readonly square: NumberArray;
}

/** Tieleman and Hinton 2012. */
export function rmspropUpdate(
  { weight, gradient, square, rate }: Read<RmspropUpdate['inputs']>,
  { rho, epsilon }: Pick<RmspropUpdate, 'rho' | 'epsilon'>,
): RmspropResult {
  const mean = generate(square, (i) => rho * square.data[i] + (1 - rho) * gradient.data[i] ** 2);
  const moved = generate(weight, (i) => {
    return weight.data[i] - (rate.data[0] * gradient.data[i]) / Math.sqrt(mean.data[i] + epsilon);
  });
  return { weight: moved, square: mean };
}
