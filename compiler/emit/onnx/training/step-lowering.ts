// What a rule of a training step sees beyond `Lowering`: what forward ops leave for their
// gradients, and which gradients share work.

import { inputsOf, type TrainingGraph } from '../../../graph/graph.js';
import type { OpOf } from '../../../graph/ops.js';
import type { TrainingOp } from '../../../graph/training-ops.js';
import type { ValueId } from '../../../graph/value.js';
import { Lowering } from '../lowering.js';
import type { Name } from '../node-list.js';
import type { StepOptions } from './step-options.js';

export class StepLowering extends Lowering {
  /** For the result of each maximum pool, where in its input each maximum was. */
  readonly maximumIndices = new Map<ValueId, Name>();
  /** Results of maximum pools that a gradient goes back through. */
  readonly pooledBack: ReadonlySet<ValueId>;
  /** Gradients of pools that already hold the factor of the ReLU before the pool. */
  readonly maskedByPool: ReadonlySet<ValueId>;

  constructor(graph: TrainingGraph, batch: number, { dialect }: StepOptions = {}) {
    super(graph.values, batch, dialect);
    const pools = graph.ops.filter((op): op is PoolGradient => op.kind === 'max-pool-gradient');
    this.pooledBack = new Set(pools.map((pool) => pool.inputs.y));
    this.maskedByPool = poolsBehindRelu(graph.ops, pools);
  }
}

type PoolGradient = OpOf<'max-pool-gradient', TrainingOp>;

/**
 * A maximum pool hands its gradient to single pixels, and where a ReLU made the map, the pool's
 * result is positive exactly where that pixel is. So the ReLU's gradient can be taken on the
 * small map of the pool, if nothing else reads the gradient between the two.
 */
function poolsBehindRelu(ops: readonly TrainingOp[], pools: readonly PoolGradient[]): Set<ValueId> {
  const readers = new Map<ValueId, TrainingOp[]>();
  for (const op of ops) {
    for (const input of inputsOf(op)) readers.set(input, [...(readers.get(input) ?? []), op]);
  }
  const behind = pools.filter((pool) => isReadByReluAlone(pool, readers.get(pool.outputs.dx) ?? []));
  return new Set(behind.map((pool) => pool.outputs.dx));
}

function isReadByReluAlone(pool: PoolGradient, readers: readonly TrainingOp[]): boolean {
  const [reader] = readers;
  if (readers.length !== 1 || reader.kind !== 'activation-gradient') return false;
  return reader.function.name === 'relu' && reader.inputs.y === pool.inputs.x;
}
