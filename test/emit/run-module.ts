// Runs a generated module and the reference on the same numbers.

import type * as tf from '@tensorflow/tfjs';
import type { Graph } from '../../compiler/graph/graph.js';
import { Random } from '../../runtime/random.js';
import { evaluate } from '../../runtime/reference/index.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { generatedModel, predict } from '../support/generated-model.js';
import { randomInputs, randomWeights } from '../support/random-tensors.js';
import { relativeDifference } from '../support/relative-difference.js';

const samples = 2;

export interface Trial {
  readonly model: tf.LayersModel;
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly weights: Weights;
}

/** The model of the module, or of this text of it, with random weights; and random inputs for it. */
export async function trial(graph: Graph, seed: number, text?: string): Promise<Trial> {
  const random = new Random(seed, 'emit');
  const weights = randomWeights(graph, random);
  const inputs = randomInputs(graph, random, samples);
  return { model: await generatedModel(graph, weights, text), inputs, weights };
}

/** The largest relative difference, max |a − b| / max |b|, of any output from the reference. */
export async function differenceFromReference(graph: Graph, seed = 1, text?: string): Promise<number> {
  const { model, inputs, weights } = await trial(graph, seed, text);
  const expected = evaluate(graph, inputs, weights);
  const outputs = predict(model, inputs);
  model.dispose();
  const differences = graph.outputs.map(({ value }, index) => {
    const reference = expected.get(value)?.data ?? new Float64Array();
    return relativeDifference(outputs[index], reference);
  });
  return Math.max(...differences);
}
