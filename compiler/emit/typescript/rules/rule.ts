// What an emitter's rule is: one op in, the tfjs layers that compute it out.

import type { OpKind, OpOf } from '../../../graph/ops.js';
import type { GraphView } from '../graph-view.js';
import type { LayerCall } from '../layer-call.js';

/** The layers that compute an op, in the order in which they apply; none where it changes nothing. */
export type Rule<Kind extends OpKind> = (op: OpOf<Kind>, graph: GraphView) => LayerCall[];
