// Models of generated modules, run on inputs.

import * as tf from '@tensorflow/tfjs';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { encodeSafetensors } from '../../runtime/safetensors.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { loadGeneratedModule } from './generated-module.js';

/**
 * The model of the network's module, or of this text of it, with these weights, or those that it
 * starts with.
 */
export async function generatedModel(
  graph: Graph,
  weights?: Weights,
  text?: string,
): Promise<tf.LayersModel> {
  const module = await loadGeneratedModule(text ?? (await emitTypeScript(graph, { sourceName: 'test.cnn' })));
  const model = module.createModel();
  if (weights) module.loadWeights(model, encodeSafetensors(weights));
  return model;
}

/** What the model makes of the inputs, an array an output. */
export function predict(model: tf.LayersModel, inputs: ReadonlyMap<string, Tensor>): Float32Array[] {
  return tf.tidy(() => {
    const tensors = [...inputs.values()].map(({ data, shape }) => tf.tensor(data, [...shape]));
    const outputs = model.predict(tensors);
    return [outputs].flat().map((output) => Float32Array.from(output.dataSync()));
  });
}
