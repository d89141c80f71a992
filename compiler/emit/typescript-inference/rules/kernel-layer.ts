// The call of a helper that takes a kernel: once for all channels, or once for each group of them.

import type { Shape } from '../../../graph/value.js';
import type { LayerCall } from '../call.js';
import type { CoreFragment } from '../core-fragment.js';
import { asPlane } from '../helpers/axes.js';
import { inGroups } from '../helpers/kernels.js';

export interface KernelLayer {
  readonly helper: CoreFragment;
  /** Source of the weights; of a list of them where there are groups. */
  readonly weights: string;
  /** Source of the other arguments. */
  readonly options: string;
  readonly groups: number;
  readonly output: Shape;
}

export function kernelLayer({ helper, weights, options, groups, output }: KernelLayer): LayerCall {
  if (groups === 1) return { source: `${helper.name}(${weights}, ${options})`, output, needs: [helper] };
  const source = `inGroups(${weights}, (kernel) => ${helper.name}(kernel, ${options}))`;
  return { source, output, needs: [inGroups, helper] };
}

/** A layer made for planes, over sequences where that is what the maps are. */
export function overSequence(isSequence: boolean, call: LayerCall): LayerCall {
  if (!isSequence) return call;
  return { ...call, source: `asPlane(${call.source})`, needs: [asPlane, ...(call.needs ?? [])] };
}
