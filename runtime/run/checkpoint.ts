// Where a training stands, with all that it needs to go on: in one safetensors file, since two files that
// belong together could be of different moments.

import type { Graph } from '../../compiler/graph/graph.js';
import { treatmentIn, treatmentMetadata, type InputTreatment } from '../data/input-treatment.js';
import type { Safetensors } from '../safetensors.js';
import type { Weights } from '../tensor.js';
import { marked, markedAs, weightsIn, weightsMetadata } from '../weights.js';
import { WeightsError } from '../weights-error.js';
import type { BestEpoch } from './history.js';
import { encodeSealed } from './sealed-safetensors.js';
import { readStanding, type Standing } from './standing.js';

export interface Checkpoint extends Omit<Standing, 'best'> {
  readonly weights: Weights;
  readonly optimizerState: Weights;
  readonly best: BestEpoch | undefined;
  readonly treatment: InputTreatment;
}

/** The bytes of a checkpoint's file. Best weights that are the current ones are not written twice. */
export function encodeCheckpoint(
  { weights, optimizerState, best, treatment, ...standing }: Checkpoint,
  graph: Graph,
  labels: readonly string[] | undefined,
): Uint8Array {
  const written: Standing = { ...standing, best: best?.epoch };
  const bestWeights: Weights = best === undefined || best.weights === weights ? new Map() : best.weights;
  return encodeSealed(
    new Map([...weights, ...marked('optimizer', optimizerState), ...marked('best', bestWeights)]),
    new Map([
      ...weightsMetadata(graph, labels),
      ['step', `${standing.step}`],
      ...treatmentMetadata(treatment),
      ['training', JSON.stringify(written)],
    ]),
  );
}

function bestOf(
  contents: Safetensors,
  epoch: number | undefined,
  weights: Weights,
  graph: Graph,
  file: string,
): BestEpoch | undefined {
  if (epoch === undefined) return undefined;
  const tensors = markedAs('best', contents.tensors);
  if (tensors.size === 0) return { epoch, weights };
  return { epoch, weights: weightsIn({ ...contents, tensors }, graph, file).weights };
}

/**
 * A checkpoint that was read, checked against its network.
 * @throws WeightsError where it is another model's, or does not say where its training stood
 */
export function checkpointIn(contents: Safetensors, graph: Graph, file: string): Checkpoint {
  const { weights } = weightsIn(contents, graph, file);
  const standing = readStanding(contents.metadata.get('training'));
  if (standing === undefined) {
    throw new WeightsError(`${file} does not say where its training stood`, 'train from the start');
  }
  return {
    ...standing,
    weights,
    optimizerState: markedAs('optimizer', contents.tensors),
    best: bestOf(contents, standing.best, weights, graph, file),
    treatment: treatmentIn(contents.metadata),
  };
}
