// Dense layers, with their bias and activation in one operation where tfjs has that.

import type { FusedDense } from '../../../graph/inference-ops.js';
import type { Dense } from '../../../graph/ops.js';
import { objectLiteral } from '../../typescript-common/literal.js';
import type { LayerCall } from '../call.js';
import type { GraphView } from '../graph-view.js';
import { dense as denseHelper } from '../helpers/convolutions.js';
import { activationCall, fusedOptions } from './activation.js';

export function dense(op: Dense | FusedDense, graph: GraphView): readonly LayerCall[] {
  const { kernel, bias } = op.inputs;
  const output = graph.shapeOf(op.outputs.y);
  const applied = op.kind === 'fused-dense' ? op.function : undefined;
  const options = fusedOptions(applied);
  const weights = graph.read({ kernel, bias });
  const given = options?.activation === undefined ? '' : `, ${objectLiteral(options)}`;
  const layer: LayerCall = { source: `dense(${weights}${given})`, output, needs: [denseHelper] };
  return applied === undefined || options !== undefined ? [layer] : [layer, activationCall(applied, output)];
}
