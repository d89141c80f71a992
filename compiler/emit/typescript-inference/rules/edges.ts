// Maps with more at their edges, or with less; and some of their channels alone.

import type { Padding } from '../../../graph/ops.js';
import type { Shape } from '../../../graph/value.js';
import { literal } from '../../typescript-common/literal.js';
import { paddingPairs } from '../../typescript-common/windows.js';
import type { LayerCall } from '../call.js';
import type { Rule } from './rule.js';

/** Zeros around a map of this shape. */
export function padCall(padding: readonly Padding[], input: Shape): LayerCall {
  const sizes = padding.map(({ before, after }, axis) => before + input[axis] + after);
  return {
    source: `(x) => pad(x, ${literal([[0, 0], ...paddingPairs(padding), [0, 0]])})`,
    output: [...sizes, ...input.slice(-1)],
    imports: ['pad'],
  };
}

/** A part of the map: so much of each axis, from a start. */
export function sliceCall(start: readonly number[], output: Shape): LayerCall {
  return {
    source: `(x) => slice(x, ${literal([0, ...start])}, ${literal([-1, ...output])})`,
    output,
    imports: ['slice'],
  };
}

export const zeroPad: Rule<'zero-pad'> = ({ inputs, padding }, graph) => [
  padCall(padding, graph.shapeOf(inputs.x)),
];

export const crop: Rule<'crop'> = ({ edges, outputs }, graph) => [
  sliceCall([...edges.map(({ before }) => before), 0], graph.shapeOf(outputs.y)),
];

export const sliceChannels: Rule<'slice-channels'> = ({ start, outputs }, graph) => {
  const output = graph.shapeOf(outputs.y);
  return [sliceCall([...output.slice(1).map(() => 0), start], output)];
};
