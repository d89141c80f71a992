// `--target typescript-inference`: the module of a network after all passes, and its weights as the passes
// leave them.

import type { Graph } from '../../compiler/graph/graph.js';
import { emitTypeScriptInference } from '../../compiler/emit/typescript-inference/index.js';
import { optimize, type Optimized } from '../../compiler/passes/optimize/index.js';
import { loadWeights } from '../../runtime/weights.js';
import { encodeSafetensors } from '../../runtime/safetensors.js';
import type { Tensor } from '../../runtime/tensor.js';
import { remark } from '../output.js';
import type { GlobalOptions } from '../terminal.js';
import type { Made } from './made.js';
import { preparedMark } from './prepared-weights.js';

/**
 * Weights of so many bytes at most become a part of the module. More would be most of what a page loads (all
 * of tfjs-core and its wasm backend is 300 kB), and as a file they load beside the code, keep in a cache of
 * their own, and need no third more for base64.
 */
export const embeddedAtMost = 256 * 1024;

export interface InferenceModuleOptions extends GlobalOptions {
  /** What `cnnc train` wrote. */
  readonly weights?: string;
}

/** @throws WeightsError where the weights cannot be read, or are those of another model */
export async function makeInferenceModule(
  graph: Graph,
  sourceName: string,
  options: InferenceModuleOptions,
): Promise<Made> {
  const optimized = optimize(graph);
  const file =
    options.weights === undefined
      ? undefined
      : await preparedWeights(options.weights, graph, optimized, options);
  if (file === undefined || file.length > embeddedAtMost) {
    return { text: await emitTypeScriptInference(optimized.graph, { sourceName }), weights: file };
  }
  const embedded = Buffer.from(file).toString('base64');
  return { text: await emitTypeScriptInference(optimized.graph, { sourceName, embedded }) };
}

async function preparedWeights(
  path: string,
  graph: Graph,
  optimized: Optimized,
  options: GlobalOptions,
): Promise<Uint8Array> {
  const { weights, warnings, metadata } = await loadWeights(path, graph);
  for (const warning of warnings) remark(`warning: ${warning}`, options);
  const numbers = optimized.weights(weights);
  const { values } = optimized.graph;
  const tensors = optimized.graph.weights.map(({ name, value }): [string, Tensor] => {
    const { data } = numbers.get(name) as { data: Float32Array };
    return [name, { shape: values[value].shape, data }];
  });
  return encodeSafetensors(new Map(tensors), new Map([...metadata, preparedMark]));
}
