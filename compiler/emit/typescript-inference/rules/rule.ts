// What a rule for an op is.

import type { InferenceOp } from '../../../graph/inference-ops.js';
import type { OpOf } from '../../../graph/ops.js';
import type { LayerCall } from '../call.js';
import type { GraphView } from '../graph-view.js';

export type InferenceKind = InferenceOp['kind'];

/** The layers that compute an op, each of which reads the one before; the first may join several values. */
export type Rule<Kind extends InferenceKind> = (
  op: OpOf<Kind, InferenceOp>,
  graph: GraphView,
) => readonly LayerCall[];
