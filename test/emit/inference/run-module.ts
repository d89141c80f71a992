// Runs a generated module for predictions and the reference on the same numbers.

import * as tf from '@tensorflow/tfjs';
import { emitTypeScriptInference } from '../../../compiler/emit/typescript-inference/index.js';
import type { Graph } from '../../../compiler/graph/graph.js';
import type { InferenceGraph } from '../../../compiler/graph/inference-ops.js';
import { optimize, type WeightData } from '../../../compiler/passes/optimize/index.js';
import { Random } from '../../../runtime/random.js';
import { evaluate } from '../../../runtime/reference/index.js';
import { encodeSafetensors } from '../../../runtime/safetensors.js';
import type { Tensor, Weights } from '../../../runtime/tensor.js';
import { importText } from '../../support/generated-module.js';
import { randomInputs, randomWeights } from '../../support/random-tensors.js';
import { relativeDifference } from '../../support/relative-difference.js';

type Tensors = tf.Tensor | Readonly<Record<string, tf.Tensor>>;

export interface Model {
  predict(inputs: Tensors): Tensors;
  dispose(): void;
}

/** What every module for predictions exports; `inputShapes` and `outputShapes` where there are several. */
export interface InferenceModule {
  readonly inputShape?: readonly number[];
  readonly inputShapes?: Readonly<Record<string, readonly number[]>>;
  readonly outputShapes?: Readonly<Record<string, readonly number[]>>;
  createModel(file?: ArrayBuffer | Uint8Array): Model;
}

export async function loadInferenceModule(text: string): Promise<InferenceModule> {
  return (await importText(text)) as InferenceModule;
}

/** A weights file for the module of an optimized graph. */
export function weightsFile({ weights, values }: InferenceGraph, numbers: WeightData): Uint8Array {
  const tensors = weights.map(({ name, value }): [string, Tensor] => {
    const { data } = numbers.get(name) as { data: Float32Array };
    return [name, { shape: values[value].shape, data }];
  });
  return encodeSafetensors(new Map(tensors));
}

export interface Trial {
  readonly graph: Graph;
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly weights: Weights;
  /** The module, where it is not what the emitter makes of the graph. */
  readonly text?: string | undefined;
}

/** What the module predicts with these weights, an array an output; leaves no tensor behind. */
export async function predictByModule({ graph, inputs, weights, text }: Trial): Promise<Float32Array[]> {
  const optimized = optimize(graph);
  const source = text ?? (await emitTypeScriptInference(optimized.graph, { sourceName: 'test.cnn' }));
  const module = await loadInferenceModule(source);
  const before = tf.memory().numTensors;
  const model = module.createModel(weightsFile(optimized.graph, optimized.weights(weights)));
  const tensors = [...inputs.values()].map(({ data, shape }) => tf.tensor(data, [...shape]));
  const keys = Object.keys(module.inputShapes ?? {});
  const given = Object.fromEntries(keys.map((key, index) => [key, tensors[index]]));
  const made = model.predict(module.inputShapes === undefined ? tensors[0] : given);
  const outputs =
    module.outputShapes === undefined
      ? [made as tf.Tensor]
      : Object.keys(module.outputShapes).map((key) => (made as Record<string, tf.Tensor>)[key]);
  const numbers = outputs.map((output) => Float32Array.from(output.dataSync()));
  tf.dispose([tensors, outputs]);
  model.dispose();
  if (tf.memory().numTensors !== before) throw new Error('the module leaves tensors behind');
  return numbers;
}

/** The largest relative difference, max |a − b| / max |b|, of any output from the reference. */
export async function differenceFromReference(graph: Graph, seed = 1, text?: string): Promise<number> {
  const random = new Random(seed, 'inference');
  const weights = randomWeights(graph, random);
  const inputs = randomInputs(graph, random, 2);
  const expected = evaluate(graph, inputs, weights);
  const outputs = await predictByModule({ graph, inputs, weights, text });
  const differences = graph.outputs.map(({ value }, index) =>
    relativeDifference(outputs[index], expected.get(value)?.data ?? new Float64Array()),
  );
  return Math.max(...differences);
}
