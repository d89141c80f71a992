// How optimizers move a weight along its gradient.

import type { AdamUpdate, SgdUpdate } from '../../compiler/graph/training-ops.js';
import { generate, type NumberArray } from './array.js';

/** What an update reads, by the names of the op's inputs. */
type Read<Inputs> = { readonly [Name in keyof Inputs]: NumberArray };

export interface SgdResult {
  readonly weight: NumberArray;
  /** As large as the step; only kept where there is momentum. */
  readonly velocity: NumberArray;
}

/** velocity' = momentum · velocity − rate · gradient; weight' = weight + velocity'. */
export function sgdUpdate(
  { weight, gradient, velocity, rate }: Read<SgdUpdate['inputs']>,
  momentum: number,
): SgdResult {
  const moved = generate(
    weight,
    (i) => momentum * (velocity?.data[i] ?? 0) - rate.data[0] * gradient.data[i],
  );
  return { weight: generate(weight, (i) => weight.data[i] + moved.data[i]), velocity: moved };
}

export interface AdamResult {
  readonly weight: NumberArray;
  readonly m: NumberArray;
  readonly v: NumberArray;
}

/** Kingma and Ba 2015, algorithm 1. */
export function adamUpdate(
  { weight, gradient, m, v, rate, correction1, correction2 }: Read<AdamUpdate['inputs']>,
  { beta1, beta2, epsilon }: Pick<AdamUpdate, 'beta1' | 'beta2' | 'epsilon'>,
): AdamResult {
  const first = generate(m, (i) => beta1 * m.data[i] + (1 - beta1) * gradient.data[i]);
  const second = generate(v, (i) => beta2 * v.data[i] + (1 - beta2) * gradient.data[i] ** 2);
  const moved = generate(weight, (i) => {
    const direction = first.data[i] / correction1.data[0];
    const size = Math.sqrt(second.data[i] / correction2.data[0]) + epsilon;
    return weight.data[i] - (rate.data[0] * direction) / size;
  });
  return { weight: moved, m: first, v: second };
}
