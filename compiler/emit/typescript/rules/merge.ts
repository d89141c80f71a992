// Layers with several inputs. tfjs refuses to join fewer than two; one alone passes through.

import type { OpOf } from '../../../graph/ops.js';
import type { GraphView } from '../graph-view.js';
import type { LayerCall } from '../layer-call.js';
import type { Rule } from './rule.js';

type Join = OpOf<'concat'> | OpOf<'add'> | OpOf<'multiply'>;

export const concat: Rule<'concat'> = (op, graph) => join(op, 'concatenate', 'concat', graph);

export const add: Rule<'add'> = (op, graph) => join(op, 'add', 'add', graph);

/** tfjs stretches axes of size 1 as the language does. */
export const multiply: Rule<'multiply'> = (op, graph) => join(op, 'multiply', 'multiply', graph);

function join(op: Join, layer: string, word: string, graph: GraphView): LayerCall[] {
  if (op.inputs.parts.length === 1) return [];
  return [{ layer, word, options: {}, output: graph.shapeOf(op.outputs.y) }];
}
