// Predictions: the network with constant weights as one ONNX Runtime session.

import type { InferenceSession as OnnxSession } from 'onnxruntime-node';
import { emitInference, type InferenceModel } from '../../compiler/emit/onnx/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { InferenceSession } from '../engine.js';
import type { Tensor, Weights } from '../tensor.js';
import type { Place } from './place.js';
import { dialectOf } from './step-form.js';
import { explainingFailures } from './failures.js';
import { createSession } from './session.js';
import { commonBatch, tensorNamed, type Given } from '../given-tensors.js';
import { fromOnnx, toOnnx } from './tensors.js';
import { Turns } from '../turns.js';

export async function openInference(place: Place, graph: Graph, weights: Weights): Promise<InferenceSession> {
  const model = emitInference(graph, weights, { separateWeights: true, dialect: dialectOf(place.device) });
  const session = await explainingFailures(place.device, 'to load the network', () =>
    createSession(place, model.bytes, { external: model.external }),
  );
  return new OnnxInference(place, graph, model, session);
}

class OnnxInference implements InferenceSession {
  private readonly place: Place;
  private readonly graph: Graph;
  private readonly model: Pick<InferenceModel, 'inputs' | 'outputs'>;
  private readonly session: OnnxSession;
  private readonly turns = new Turns();

  constructor(place: Place, graph: Graph, model: InferenceModel, session: OnnxSession) {
    this.place = place;
    this.graph = graph;
    this.model = { inputs: model.inputs, outputs: model.outputs };
    this.session = session;
  }

  predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    return this.turns.take(() => this.run(inputs));
  }

  dispose(): Promise<void> {
    return this.turns.finish(() => this.session.release());
  }

  private async run(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const given = this.graph.inputs.map(({ name, value }): Given => {
      return { label: name, tensor: tensorNamed(inputs, name), shape: this.graph.values[value].shape };
    });
    const batch = commonBatch(given);
    const feeds = given.map(({ tensor }, i) => {
      return [this.model.inputs[i], toOnnx(this.place.runtime, tensor.data, tensor.shape)] as const;
    });
    const { device } = this.place;
    const results = await explainingFailures(device, `to predict a batch of ${batch}`, () =>
      this.session.run(Object.fromEntries(feeds)),
    );
    const outputs = this.graph.outputs.map(
      ({ name }, i) => [name, fromOnnx(results[this.model.outputs[i]])] as const,
    );
    return new Map(outputs);
  }
}
