// How far engines are from the reference on one network with random weights and inputs.

import type * as tf from '@tensorflow/tfjs';
import type { Graph } from '../../compiler/graph/graph.js';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { Random } from '../../runtime/random.js';
import { evaluate } from '../../runtime/reference/index.js';
import { encodeSafetensors } from '../../runtime/safetensors.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { relativeDifference } from '../onnx/difference.js';
import { onnx } from '../onnx/comparison.js';
import { predict as predictGenerated } from '../emit/run-module.js';
import { randomTensor, randomWeights } from '../onnx/network.js';
import { loadGeneratedModule } from '../support/generated-module.js';

export interface Differences {
  readonly onnx: number;
  readonly typescript: number;
}

const samples = 2;

export async function differences(graph: Graph, seed: number): Promise<Differences> {
  const random = new Random(seed, 'agreement');
  const weights = randomWeights(graph, random);
  const [input] = graph.inputs;
  const x = randomTensor(random, [samples, ...graph.values[input.value].shape]);
  const expected = Float32Array.from(
    evaluate(graph, new Map([[input.name, x]]), weights).get(graph.outputs[0].value)?.data ?? [],
  );
  const copy = (): Tensor => ({ shape: x.shape, data: x.data.slice() });
  const model = await generatedModel(graph, weights);
  const [typescript] = predictGenerated(model, new Map([[input.name, copy()]]));
  model.dispose();
  const session = await onnx.infer(graph, weights);
  const outputs = await session.predict(new Map([[input.name, copy()]]));
  await session.dispose();
  const computed = outputs.get(graph.outputs[0].name) as Tensor;
  return {
    onnx: relativeDifference(computed.data, expected),
    typescript: relativeDifference(typescript, expected),
  };
}

async function generatedModel(graph: Graph, weights: Weights): Promise<tf.LayersModel> {
  const module = await loadGeneratedModule(await emitTypeScript(graph, { sourceName: 'network.cnn' }));
  const model = module.createModel();
  module.loadWeights(model, encodeSafetensors(weights));
  return model;
}
