// One op of a training step by itself on ONNX Runtime, for numbers computed by hand.

import { OpList } from '../../compiler/graph/builder.js';
import type { TrainingGraph } from '../../compiler/graph/graph.js';
import type { TrainingOp } from '../../compiler/graph/training-ops.js';
import { sizeOf, type Shape, type ValueId } from '../../compiler/graph/value.js';
import type { Tensor } from '../../runtime/tensor.js';
import { onnx } from './comparison.js';

/** One sample: its shape, without the batch, and its numbers. */
export interface Numbers {
  readonly shape: Shape;
  readonly data: readonly number[];
}

/**
 * What an op of a training step makes of one sample: its batched inputs by the names of its fields,
 * and the name and shape of its one output.
 */
export async function gradientOf(
  op: object,
  given: Readonly<Record<string, Numbers>>,
  output: string,
  shape: Shape,
): Promise<number[]> {
  const list = new OpList<TrainingOp>();
  const inputs = Object.entries(given).map(([name, x]) => [name, list.value(x.shape, true)] as const);
  const dx = list.value(shape, true);
  const origin = { layer: 'test' };
  list.push({ ...op, origin, inputs: Object.fromEntries(inputs), outputs: { [output]: dx } } as TrainingOp);
  const session = await onnx.train(stepOf(list, inputs, dx), { weights: new Map(), seed: 1 });
  const target = sampleOf({ shape, data: new Array<number>(sizeOf(shape)).fill(0) });
  const tensors = Object.entries(given).map(([name, x]) => [name, sampleOf(x)] as const);
  const step = { inputs: new Map(tensors), targets: new Map([['dx', target]]), rate: 0, step: 0 };
  const { scores } = await session.step(step);
  await session.dispose();
  return rounded((scores.get('dx') as Tensor).data);
}

/** A step that hands out this value as the scores of its only head. */
function stepOf(
  list: OpList<TrainingOp>,
  inputs: readonly (readonly [string, ValueId])[],
  scores: ValueId,
): TrainingGraph {
  const target = list.value(list.shapeOf(scores), true);
  const [loss, dprediction] = [list.value([], false), list.value(list.shapeOf(scores), true)];
  const origin = { layer: 'loss' };
  list.push({
    kind: 'mean-squared-error',
    origin,
    inputs: { prediction: scores, target },
    outputs: { loss, dprediction },
  });
  return {
    name: 'test',
    values: list.values,
    inputs: inputs.map(([name, value]) => ({ name, value })),
    heads: [{ output: 'dx', loss: 'mse', weight: 1, target, scores }],
    masks: [],
    scalars: [],
    states: [],
    ops: list.ops,
    loss,
    optimizer: { kind: 'sgd', rate: 0, momentum: 0, nesterov: false },
  };
}

function sampleOf({ shape, data }: Numbers): Tensor {
  return { shape: [1, ...shape], data: Float32Array.from(data) };
}

/** To four digits, and without −0. */
function rounded(data: Float32Array): number[] {
  return Array.from(data, (number) => Math.round(number * 1e4) / 1e4 + 0);
}
