// How far engines are from the reference on one network with random weights and inputs.

import type { Graph } from '../../compiler/graph/graph.js';
import { Random } from '../../runtime/random.js';
import { evaluate } from '../../runtime/reference/index.js';
import type { Tensor } from '../../runtime/tensor.js';
import { onnx, predict } from '../onnx/comparison.js';
import { generatedModel, predict as predictGenerated } from '../support/generated-model.js';
import { randomInputs, randomWeights } from '../support/random-tensors.js';
import { relativeDifference } from '../support/relative-difference.js';

export interface Differences {
  readonly onnx: number;
  readonly typescript: number;
}

export async function differences(graph: Graph, seed: number, samples: number): Promise<Differences> {
  const random = new Random(seed, 'agreement');
  const weights = randomWeights(graph, random);
  const inputs = randomInputs(graph, random, samples);
  const expected = Float32Array.from(
    evaluate(graph, inputs, weights).get(graph.outputs[0].value)?.data ?? [],
  );
  // Copies, so that no engine can change what the others see.
  const model = await generatedModel(graph, weights);
  const [typescript] = predictGenerated(model, structuredClone(inputs));
  model.dispose();
  const [x] = structuredClone(inputs).values() as Iterable<Tensor>;
  const { data } = await predict(onnx, graph, weights, x);
  return {
    onnx: relativeDifference(data, expected),
    typescript: relativeDifference(typescript, expected),
  };
}
