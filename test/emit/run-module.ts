// Runs a generated module and the reference on the same numbers.

import * as tf from '@tensorflow/tfjs';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { Random } from '../../runtime/random.js';
import { evaluate } from '../../runtime/reference/index.js';
import { encodeSafetensors } from '../../runtime/safetensors.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { loadGeneratedModule } from '../support/generated-module.js';
import { randomTensor, randomWeights } from './network.js';

const samples = 2;

export interface Trial {
  readonly model: tf.LayersModel;
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly weights: Weights;
}

/** The module's model with the weights that it starts with. */
export async function newModel(graph: Graph): Promise<tf.LayersModel> {
  const module = await loadGeneratedModule(await emitted(graph));
  return module.createModel();
}

function emitted(graph: Graph): Promise<string> {
  return emitTypeScript(graph, { sourceName: 'test.cnn' });
}

/** The model of the module, or of this text of it, with random weights; and random inputs for it. */
export async function trial(graph: Graph, seed: number, text?: string): Promise<Trial> {
  const random = new Random(seed, 'emit');
  const module = await loadGeneratedModule(text ?? (await emitted(graph)));
  const weights = randomWeights(graph, random);
  const model = module.createModel();
  module.loadWeights(model, encodeSafetensors(weights));
  const inputs = new Map(
    graph.inputs.map(({ name, value }) => [
      name,
      randomTensor(random, [samples, ...graph.values[value].shape]),
    ]),
  );
  return { model, inputs, weights };
}

/** What the model makes of the inputs, an array an output. */
export function predict(model: tf.LayersModel, inputs: ReadonlyMap<string, Tensor>): Float32Array[] {
  return tf.tidy(() => {
    const tensors = [...inputs.values()].map(({ data, shape }) => tf.tensor(data, [...shape]));
    const outputs = model.predict(tensors);
    return [outputs].flat().map((output) => Float32Array.from(output.dataSync()));
  });
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

/** The network with its scores for outputs, where those end in a softmax, which hides differences or blows them up. */
export function withoutSoftmax(graph: Graph): Graph {
  const outputs = graph.outputs.map((output) => {
    const last = graph.ops.find((op) => op.outputs.y === output.value);
    return last?.kind === 'softmax' ? { ...output, value: last.inputs.x } : output;
  });
  return { ...graph, outputs };
}

export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let [apart, largest] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    // A NaN must not pass for a small difference.
    if (!(Math.abs(a[i] - b[i]) <= apart)) apart = Math.abs(a[i] - b[i]);
    largest = Math.max(largest, Math.abs(b[i]));
  }
  return apart === 0 ? 0 : apart / largest;
}
