// What the engine says when something is missing or wrong, and that sessions leave nothing behind.

import { describe, expect, it } from 'vitest';
import { EngineError } from '../../runtime/engine.js';
import { onnxEngine, onnxEngineInThread, type Importer } from '../../runtime/onnx/index.js';
import type { Tensor } from '../../runtime/tensor.js';
import { Network } from '../support/network.js';
import { forwardDifference, onnx, predict } from './comparison.js';

function doubling() {
  const network = new Network();
  const graph = network.finish(network.dense(network.input([2]), { units: 2, bias: false }));
  const kernel = { shape: [2, 2], data: Float32Array.of(2, 0, 0, 2) };
  return { graph, weights: new Map<string, Tensor>([['dense1/kernel', kernel]]) };
}

describe('engine', () => {
  it('has a name and says how many threads it computes on', () => {
    expect(onnxEngine({ threads: 2 })).toMatchObject({ name: 'onnx:cpu', threads: 2 });
    expect(onnxEngineInThread().threads).toBeGreaterThan(0);
  });

  it('predicts batches of any size', async () => {
    const { graph, weights } = doubling();
    for (const batch of [1, 3]) {
      const x = { shape: [batch, 2], data: new Float32Array(batch * 2).fill(1.5) };
      const y = await predict(onnx, graph, weights, x);
      expect(y).toEqual({ shape: [batch, 2], data: new Float32Array(batch * 2).fill(3) });
    }
  });

  it('knows several inputs and outputs by name, also those that no op changes', async () => {
    const network = new Network();
    const image = network.input([2, 2, 3], 'image');
    const mask = network.input([2, 2, 3], 'mask');
    const sum = network.add([image, mask]);
    const outputs = [
      { name: 'sum', value: sum },
      { name: 'image', value: image },
      { name: 'kept', value: network.dropout(sum, 0.5) },
    ];
    const session = await onnx.infer(network.finish(...outputs), new Map());
    const numbers = Float32Array.from({ length: 12 }, (_, i) => i);
    const tensor = { shape: [1, 2, 2, 3], data: numbers };
    const results = await session.predict(
      new Map([
        ['mask', tensor],
        ['image', tensor],
      ]),
    );
    await session.dispose();
    const doubled = { shape: [1, 2, 2, 3], data: numbers.map((number) => 2 * number) };
    expect(results).toEqual(
      new Map([
        ['sum', doubled],
        ['image', tensor],
        ['kept', doubled],
      ]),
    );
  });

  it('predicts with weights so large that they are kept beside the model', async () => {
    const network = new Network();
    const graph = network.finish(network.dense(network.dense(network.input([400]), 300), 5));
    expect(await forwardDifference(graph)).toBeLessThan(1e-5);
  });

  it('takes views into larger buffers', async () => {
    const { graph, weights } = doubling();
    const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    const y = await predict(onnx, graph, weights, { shape: [1, 2], data });
    expect([...y.data]).toEqual([2, 4]);
  });

  it('gives the remedy where onnxruntime-node is not installed', async () => {
    const { graph, weights } = doubling();
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    const importer: Importer = () => Promise.reject(missing);
    const error = await onnxEngineInThread({ importer })
      .infer(graph, weights)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({
      message: 'onnxruntime-node is not installed',
      remedy: 'ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node',
    });
  });

  it('says why onnxruntime-node does not load', async () => {
    const { graph, weights } = doubling();
    const importer: Importer = () => Promise.reject(new Error('libonnxruntime.so.1: cannot open'));
    const inferring = onnxEngineInThread({ importer }).infer(graph, weights);
    await expect(inferring).rejects.toThrow(
      'onnxruntime-node does not load: libonnxruntime.so.1: cannot open',
    );
  });

  it('refuses an input of the wrong shape, and one that is missing', async () => {
    const { graph, weights } = doubling();
    const wrong = predict(onnx, graph, weights, { shape: [1, 3], data: new Float32Array(3) });
    await expect(wrong).rejects.toThrow('input must be [batch, 2], and is [1, 3]');
    const session = await onnx.infer(graph, weights);
    await expect(session.predict(new Map())).rejects.toThrow('no tensor is named input');
    await session.dispose();
  });

  it('opens and disposes of many sessions', async () => {
    const { graph, weights } = doubling();
    const x = { shape: [1, 2], data: Float32Array.of(1, 2) };
    for (let i = 0; i < 20; i++) await predict(onnx, graph, weights, x);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 300; i++) await predict(onnx, graph, weights, x);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });
});
