// Predictions: the optimized network, with its weights on the device.

import type { Graph } from '../../compiler/graph/graph.js';
import type { InferenceGraph } from '../../compiler/graph/inference-ops.js';
import type { ValueId } from '../../compiler/graph/value.js';
import { optimize } from '../../compiler/passes/optimize/index.js';
import type { InferenceSession } from '../engine.js';
import { commonBatch, requireNumbers, tensorNamed, type Given } from '../given-tensors.js';
import type { Tensor, Weights } from '../tensor.js';
import { Turns } from '../turns.js';
import type { Device, Lender } from './device.js';
import { Program } from './evaluate.js';
import type { TfTensor } from './tensorflow.js';

export class TfInference implements InferenceSession {
  private readonly lender: Lender;
  private readonly device: Device;
  private readonly graph: InferenceGraph;
  private readonly program: Program;
  private readonly weights = new Map<ValueId, TfTensor>();
  private readonly turns = new Turns();

  private constructor(lender: Lender, device: Device, graph: InferenceGraph) {
    this.lender = lender;
    this.device = device;
    this.graph = graph;
    const outputs = graph.outputs.map(({ value }) => value);
    this.program = new Program(graph.values, graph.ops, outputs);
  }

  /** @throws EngineError where a weight is missing or has another size, or the device cannot be had */
  static async open(lender: Lender, graph: Graph, weights: Weights): Promise<TfInference> {
    requireWeights(graph, weights);
    const optimized = optimize(graph);
    const session = new TfInference(lender, await lender.borrow(), optimized.graph);
    session.upload(optimized.weights(weights));
    return session;
  }

  predict(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    return this.turns.take(() => this.run(inputs));
  }

  dispose(): Promise<void> {
    return this.turns.finish(() => {
      for (const tensor of this.weights.values()) tensor.dispose();
      this.weights.clear();
      return this.lender.giveBack();
    });
  }

  private upload(numbers: ReadonlyMap<string, { readonly data: Float32Array }>): void {
    for (const { name, value } of this.graph.weights) {
      const { data } = numbers.get(name) as { readonly data: Float32Array };
      this.weights.set(value, this.device.upload({ shape: this.graph.values[value].shape, data }));
    }
  }

  private async run(inputs: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const given = this.graph.inputs.map(({ name, value }): Given => {
      return { label: name, tensor: tensorNamed(inputs, name), shape: this.graph.values[value].shape };
    });
    commonBatch(given);
    const tensors = new Map(this.weights);
    this.graph.inputs.forEach(({ value }, i) => tensors.set(value, this.device.upload(given[i].tensor)));
    await this.program.run(this.device, tensors, new Set(this.weights.keys()));
    try {
      const outputs = new Map<string, Tensor>();
      for (const { name, value } of this.graph.outputs) {
        outputs.set(name, await this.device.download(tensors.get(value) as TfTensor));
      }
      return outputs;
    } finally {
      for (const [value, tensor] of tensors) if (!this.weights.has(value)) tensor.dispose();
    }
  }
}

function requireWeights(graph: Graph, weights: Weights): void {
  for (const { name, value } of graph.weights)
    requireNumbers(name, graph.values[value].shape, tensorNamed(weights, name).data);
}
