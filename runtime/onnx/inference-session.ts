// Predictions: the network with constant weights as one ONNX Runtime session.

import type { InferenceSession as OnnxSession } from 'onnxruntime-node';
import { emitInference, type InferenceModel } from '../../compiler/emit/onnx/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { InferenceSession } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import type { OnnxRuntime } from './native.js';
import { sessionOptions } from './session-options.js';
import { batchOf, fromOnnx, tensorNamed, toOnnx } from './tensors.js';

export async function openInference(
  runtime: OnnxRuntime,
  threads: number,
  graph: Graph,
  weights: Weights,
): Promise<InferenceSession> {
  const model = emitInference(graph, weights);
  const session = await runtime.InferenceSession.create(model.bytes, sessionOptions(threads));
  return new OnnxInference(runtime, graph, model, session);
}

class OnnxInference implements InferenceSession {
  private readonly runtime: OnnxRuntime;
  private readonly graph: Graph;
  private readonly model: Pick<InferenceModel, 'inputs' | 'outputs'>;
  private readonly session: OnnxSession;

  constructor(runtime: OnnxRuntime, graph: Graph, model: InferenceModel, session: OnnxSession) {
    this.runtime = runtime;
    this.graph = graph;
    this.model = { inputs: model.inputs, outputs: model.outputs };
    this.session = session;
  }

  async predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const feeds = this.graph.inputs.map(({ name, value }, i) => {
      const tensor = tensorNamed(inputs, name);
      batchOf(tensor, this.graph.values[value].shape, name);
      return [this.model.inputs[i], toOnnx(this.runtime, tensor.data, tensor.shape)];
    });
    const results = await this.session.run(Object.fromEntries(feeds));
    const outputs = this.graph.outputs.map(
      ({ name }, i) => [name, fromOnnx(results[this.model.outputs[i]])] as const,
    );
    return new Map(outputs);
  }

  dispose(): Promise<void> {
    return this.session.release();
  }
}
