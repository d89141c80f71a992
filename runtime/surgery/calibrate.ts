// Batch normalisations put into a trained network start so that nothing changes: their running
// statistics are those of what reaches them, gamma and beta undo them.

import type { Graph } from '../../compiler/graph/graph.js';
import { channels } from '../../compiler/shapes/shape.js';
import type { Engine, InferenceSession } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import { WeightsError } from '../weights-error.js';
import { MomentSums, type ChannelMoments } from '../channel-moments.js';
import { cutAt, outputNameOf, type CutGraph } from './normalization-inputs.js';
import { canBeUndone, normalizationsOf, type Normalization } from './normalizations.js';

export interface Calibration {
  readonly graph: Graph;
  readonly weights: Weights;
  /** Layers, as `Initialization.newNormalizations` names them. */
  readonly normalizations: readonly string[];
  readonly engine: Engine;
  /** Batches of training samples, [batch, ...shape of the network's input], scaled as in training. */
  readonly images: AsyncIterable<Tensor>;
}

/**
 * The weights with mean and variance as measured, gamma = √(variance + epsilon) and beta = mean:
 * then y = gamma · (x − mean) / √(variance + epsilon) + beta = x. Predictions stay as they are, and
 * training goes on from statistics that hold.
 * @throws WeightsError where nothing finite can be measured
 */
export async function calibrate(calibration: Calibration): Promise<Weights> {
  const { graph, weights, normalizations } = calibration;
  const wanted = new Set(normalizations);
  const chosen = normalizationsOf(graph).filter((each) => wanted.has(each.layer) && canBeUndone(each));
  if (chosen.length === 0) return weights;
  const cut = cutAt(graph, chosen);
  const measured = await measure(cut, calibration);
  const changed = new Map(
    chosen.flatMap((each) => neutralWeights(each, measured.get(cut.read.get(each.layer) as number))),
  );
  return new Map([...weights].map(([name, tensor]) => [name, changed.get(name) ?? tensor]));
}

type Sums = ReadonlyMap<number, MomentSums>;

/** The moments of all values that normalisations read. */
async function measure(
  { graph, read }: CutGraph,
  { weights, engine, images }: Calibration,
): Promise<ReadonlyMap<number, ChannelMoments | undefined>> {
  const sums: Sums = new Map(
    [...read.values()].map((value) => [value, new MomentSums(channels(graph.values[value].shape))]),
  );
  const session = graph.outputs.length === 0 ? undefined : await engine.infer(graph, weights);
  try {
    for await (const batch of images) await addBatch(graph, session, batch, sums);
  } finally {
    await session?.dispose();
  }
  return new Map([...sums].map(([value, sum]) => [value, sum.moments]));
}

async function addBatch(
  graph: Graph,
  session: InferenceSession | undefined,
  batch: Tensor,
  sums: Sums,
): Promise<void> {
  const [{ name, value: input }] = graph.inputs;
  // Before the engine takes the batch away.
  sums.get(input)?.add(batch.data);
  const outputs = await session?.predict(new Map([[name, batch]]));
  for (const { value } of graph.outputs) {
    sums.get(value)?.add((outputs?.get(outputNameOf(value)) as Tensor).data);
  }
}

function neutralWeights(
  normalization: Normalization,
  moments: ChannelMoments | undefined,
): [string, Tensor][] {
  const { layer, op, gamma, beta } = normalization;
  if (moments?.mean.every(Number.isFinite) !== true || !moments.variance.every(Number.isFinite)) {
    throw new WeightsError(
      `${layer} cannot be calibrated: ${moments === undefined ? 'there are no samples' : 'what reaches it is not finite'}`,
      'look at the data and at the weights that the network starts from',
    );
  }
  const mean = Float32Array.from(moments.mean);
  const variance = Float32Array.from(moments.variance);
  const scale = variance.map((each) => Math.sqrt(each + op.epsilon));
  const shape = [mean.length];
  return [
    [normalization.mean, { shape, data: mean }],
    [normalization.variance, { shape, data: variance }],
    [gamma as string, { shape, data: scale }],
    [beta as string, { shape, data: mean.slice() }],
  ];
}
