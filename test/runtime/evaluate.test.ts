// Losses by hand, evaluation against a plain computation, and what networks labels fit.

import { describe, expect, it } from 'vitest';
import type { Loss } from '../../compiler/graph/graph.js';
import { classifierOf } from '../../runtime/classifier.js';
import { openEngine } from '../../runtime/engines.js';
import { evaluate } from '../../runtime/evaluate.js';
import { initializeWeights } from '../../runtime/initialize-weights.js';
import { meanLoss } from '../../runtime/losses.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { stripes, tinyNetwork } from './tiny-networks.js';
import { valuesOf } from './values-of.js';

describe('the mean loss', () => {
  it.each<[Loss, number[], number[], number, number]>([
    ['cross-entropy', [0, 0], [1, 0], 1, Math.LN2],
    ['cross-entropy', [0, 0, 0, Math.log(3)], [1, 0, 0, 1], 2, (Math.LN2 + Math.log(4 / 3)) / 2],
    ['cross-entropy', [1000, -1000], [0, 1], 1, 2000],
    ['cross-entropy', [3e38, 0], [1, 0], 1, 0],
    ['binary-cross-entropy', [0], [1], 1, Math.LN2],
    ['binary-cross-entropy', [1000, -1000], [0, 0], 2, 500],
    ['binary-cross-entropy', [0, 0], [1, 0], 1, Math.LN2],
    ['mse', [1, 2, 3, 5], [1, 0, 3, 4], 2, 1.25],
    ['mae', [1, 2, 3, 5], [1, 0, 3, 6], 2, 0.75],
  ])('%s of %j for %j', (loss, scores, target, samples, expected) => {
    const mean = meanLoss(loss, Float32Array.from(scores), Float32Array.from(target), samples);
    expect(mean).toBeCloseTo(expected, 7);
  });
});

describe('evaluating', () => {
  const data = stripes(10);

  it('does not depend on the size of batches', async () => {
    const graph = tinyNetwork();
    const weights = initializeWeights(graph, 3);
    const run = (batch: number) =>
      evaluate({ graph, weights, engine: referenceEngine, data, loss: 'cross-entropy', batch });
    const [whole, parts] = [await run(10), await run(3)];
    expect(parts.loss).toBeCloseTo(whole.loss, 10);
    expect(parts.metrics).toEqual(whole.metrics);
  });

  it('agrees with the probabilities that the network gives', async () => {
    const graph = tinyNetwork();
    const weights = initializeWeights(graph, 3);
    const session = await referenceEngine.infer(graph, weights);
    const pixels = Float32Array.from(valuesOf(data), (byte) => byte / 255);
    const outputs = await session.predict(new Map([['input', { shape: [10, 4, 4, 1], data: pixels }]]));
    const probabilities = outputs.get('output')?.data ?? [];
    const losses = Array.from(data.labels, (label, sample) => -Math.log(probabilities[sample * 3 + label]));
    const { loss } = await evaluate({ graph, weights, engine: referenceEngine, data, loss: 'cross-entropy' });
    expect(loss).toBeCloseTo(losses.reduce((sum, value) => sum + value) / 10, 6);
  });

  it('takes the loss and the weight that the output has of its own', async () => {
    const graph = tinyNetwork({ units: 1, end: 'none' });
    const given = { graph, weights: initializeWeights(graph, 3), engine: referenceEngine, data };
    const plain = await evaluate({ ...given, loss: 'mae' });
    const outputLosses = [{ output: 'output', loss: 'mae', weight: 2 }] as const;
    const own = await evaluate({ ...given, loss: 'cross-entropy', outputLosses });
    expect(own.loss).toBeCloseTo(2 * plain.loss, 10);
    expect(Object.keys(own.metrics)).toEqual(['meanAbsoluteError', 'r2']);
  });

  it('counts an untrained sigmoid as half right on labels that alternate', async () => {
    const graph = tinyNetwork({ units: 1, end: 'sigmoid' });
    const weights = new Map(
      [...initializeWeights(graph, 3)].map(([name, { shape, data }]) => [
        name,
        { shape, data: data.map(() => 0) },
      ]),
    );
    const binary = stripes(10, 2);
    const result = await evaluate({
      graph,
      weights,
      engine: referenceEngine,
      data: binary,
      loss: 'binary-cross-entropy',
    });
    expect(result).toMatchObject({ samples: 10, metrics: { accuracy: 0.5 } });
    expect(result.loss).toBeCloseTo(Math.LN2, 7);
  });

  it('reports how far it is, and ends when told to', async () => {
    const graph = tinyNetwork();
    const controller = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number): void => {
      seen.push(done);
      if (done === 6) controller.abort();
    };
    const options = {
      graph,
      weights: initializeWeights(graph, 1),
      engine: referenceEngine,
      data,
      batch: 3,
    } as const;
    await expect(
      evaluate({ ...options, loss: 'cross-entropy', onProgress, signal: controller.signal }),
    ).rejects.toThrow('aborted');
    expect(seen).toEqual([3, 6]);
  });
});

describe('a network that learns from labels', () => {
  it('has one input and one output', () => {
    const graph = tinyNetwork();
    const [output] = graph.outputs;
    const outputs = [output, { ...output, name: 'again' }];
    expect(() => classifierOf({ ...graph, outputs }, { loss: 'mse' })).toThrow(
      'labelled images want one output, but Tiny has 2: output, again',
    );
    expect(() => classifierOf({ ...graph, inputs: [] }, { loss: 'mse' })).toThrow(
      'labelled images want one input, but Tiny has 0',
    );
  });

  it('ends in one list of scores', () => {
    const graph = tinyNetwork();
    const outputs = [{ name: 'map', value: graph.inputs[0].value }];
    expect(() => classifierOf({ ...graph, outputs }, { loss: 'cross-entropy' })).toThrow(
      'Tiny ends in 4x4x1, but a label is one class for a whole image',
    );
  });
});

describe('engines', () => {
  it('are found by name', async () => {
    expect((await openEngine('reference')).name).toBe('reference');
    expect((await openEngine('onnx')).name).toBe('onnx:cpu');
    expect((await openEngine('auto')).name).toBe('onnx:cpu');
  });

  it.each(['cuda', 'toString', ''])('%j is unknown', async (name) => {
    await expect(openEngine(name)).rejects.toMatchObject({
      name: 'EngineError',
      message: `there is no engine ${JSON.stringify(name)}`,
      remedy: expect.stringMatching(/^choose one of auto, onnx, tfjs, onnx:cpu, .*, reference$/) as string,
    });
  });
});
