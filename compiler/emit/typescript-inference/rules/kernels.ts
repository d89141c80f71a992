// How the weights of layers with kernels are read and prepared.

import type { ConvolutionGeometry } from '../../../graph/ops.js';
import type { ValueId } from '../../../graph/value.js';
import { literal } from '../../typescript-common/literal.js';
import { isDilated } from '../geometry.js';
import type { GraphView } from '../graph-view.js';
import { asPlaneKernel, dilate, perChannel, splitGroups } from '../helpers/kernels.js';
import type { Preparation } from '../read-weights.js';

interface Weighted {
  readonly inputs: { readonly kernel: ValueId; readonly bias?: ValueId };
}

/** One preparation after another; none where there is nothing to do. */
function inTurn(steps: readonly Preparation[]): Preparation | undefined {
  if (steps.length === 0) return undefined;
  return {
    wrap: (source) => steps.reduce((inner, step) => step.wrap(inner), source),
    needs: steps.flatMap(({ needs }) => needs),
  };
}

export interface KernelForm {
  /** Zeros between the taps are written into the kernel. */
  readonly dilated: boolean;
  /** The channels that each have a kernel of their own. */
  readonly channels?: number | undefined;
  readonly groups?: number | undefined;
}

/** Source of the kernel and bias of a layer, in the form in which it takes them. */
export function kernelOf(
  { inputs: { kernel, bias } }: Weighted,
  geometry: ConvolutionGeometry,
  { dilated, channels, groups = 1 }: KernelForm,
  graph: GraphView,
): string {
  const { window, dilations } = geometry;
  const steps: Preparation[] = [];
  if (dilated && isDilated(geometry)) {
    steps.push({ wrap: (source) => `dilate(${source}, ${literal(dilations)})`, needs: [dilate] });
  }
  if (window.length === 1) {
    steps.push({ wrap: (source) => `asPlaneKernel(${source})`, needs: [asPlaneKernel] });
  }
  if (channels !== undefined) {
    steps.push({ wrap: (source) => `perChannel(${source}, ${channels})`, needs: [perChannel] });
  }
  if (groups > 1) {
    steps.push({ wrap: (source) => `splitGroups(${source}, ${groups})`, needs: [splitGroups] });
  }
  return graph.read({ kernel, bias }, inTurn(steps));
}
