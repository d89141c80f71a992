// What is wrong with an `output-pad`: too much of it, or beside padding that decides the size itself.

import type { TransposedAxis } from '../shapes/transposed.js';
import { axisName } from './axis-names.js';
import type { Call } from './definition.js';
import { tried, without } from './tried.js';
import { onAll } from './window-remedies.js';

/** True where there is more than the stride leaves room for, which is reported. */
export function refuseOutputPad(call: Call, axes: readonly TransposedAxis[]): boolean {
  const worst = axes.findIndex(({ outputPadding, stride }) => outputPadding >= stride);
  if (worst < 0) return false;
  const { outputPadding, stride } = axes[worst];
  const most = axes.map((axis) => Math.min(axis.outputPadding, axis.stride - 1));
  call.report({
    code: 'CNN206',
    span: call.spanOf('output-pad'),
    message: `an output-pad of ${outputPadding} is not smaller than the stride of ${stride}`,
    label: `at most ${stride - 1} on the ${axisName(worst, axes.length)}`,
    notes: [meaning(stride)],
    help: 'make the stride larger, or the padding smaller: each pixel of padding cuts one off',
    candidates: [
      most.every((pixels) => pixels === 0)
        ? without(call, 'output-pad', 'leave `output-pad` out')
        : tried(call, 'output-pad', `output-pad ${onAll(most)}`),
    ],
    layer: call.name,
  });
  return true;
}

function meaning(stride: number): string {
  if (stride === 1)
    return 'with stride 1 each size leads back to a map of its own, so there is nothing to choose';
  return `a \`conv\` with stride ${stride} makes the same map of ${stride} sizes: output-pad chooses one of them`;
}

export function refuseOutputPadBeside(call: Call, rule: string): undefined {
  const makes = rule === 'same' ? 'makes N·stride, whatever is added' : 'finds what must be added itself';
  call.report({
    code: 'CNN205',
    span: call.spanOf('output-pad'),
    message: `\`${rule}\` takes no \`output-pad\`: it ${makes}`,
    help: 'take it out, or write the padding as a number',
    candidates: [without(call, 'output-pad', 'take it out')],
  });
  return undefined;
}
