// How each op becomes tfjs layers: exhaustive, so that a new op does not compile until it has a rule.

import type { Op, OpKind } from '../../../graph/ops.js';
import type { GraphView } from '../graph-view.js';
import type { LayerCall } from '../layer-call.js';
import { activation, prelu, softmax } from './activation.js';
import { batchNormalization } from './batch-normalization.js';
import { convolution } from './convolution.js';
import { dense } from './dense.js';
import { dropout } from './dropout.js';
import { add, concat } from './merge.js';
import { averagePool, maxPool } from './pool.js';
import { reshape } from './reshape.js';
import type { Rule } from './rule.js';

const rules: { readonly [Kind in OpKind]: Rule<Kind> } = {
  convolution,
  'max-pool': maxPool,
  'average-pool': averagePool,
  dense,
  'batch-normalization': batchNormalization,
  dropout,
  activation,
  prelu,
  softmax,
  reshape,
  concat,
  add,
};

export function layersOf(op: Op, graph: GraphView): LayerCall[] {
  // Each rule is filed under the kind of the op that it takes.
  const rule = rules[op.kind] as (op: Op, graph: GraphView) => LayerCall[];
  return rule(op, graph);
}
