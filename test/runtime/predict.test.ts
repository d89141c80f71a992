// What predictions list for each picture.

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../compiler/graph/graph.js';
import { initializeWeights } from '../../runtime/initialize-weights.js';
import { predict } from '../../runtime/predict.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { Network } from '../support/network.js';
import { temporaryFolder } from './temporary-folder.js';
import { stripes, tinyNetwork } from './tiny-networks.js';
import { valuesOf } from './values-of.js';

const path = temporaryFolder();

describe('predicting', () => {
  async function pictures(count: number): Promise<string[]> {
    const names = Array.from({ length: count }, (_, i) => path(`${i}.png`));
    for (const [i, name] of names.entries()) {
      const raw = { width: 4, height: 4, channels: 1 } as const;
      await sharp(valuesOf(stripes(count)).subarray(i * 16, (i + 1) * 16), { raw })
        .toColourspace('b-w')
        .png()
        .toFile(name);
    }
    return names;
  }

  it('lists outputs and the best classes of each picture, in order', async () => {
    const graph = tinyNetwork();
    const files = await pictures(20);
    const options = { graph, weights: initializeWeights(graph, 3), engine: referenceEngine, files };
    const predictions = await predict({ ...options, top: 2, labels: ['a', 'b', 'c'] });
    expect(predictions.map(({ input }) => input)).toEqual(files);
    for (const { outputs, top } of predictions) {
      const { output } = outputs;
      expect(output.reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
      expect(top.length).toBe(2);
      expect(top[0]).toEqual({ class: top[0].class, label: 'abc'[top[0].class], score: Math.max(...output) });
      expect(top[0].score).toBeGreaterThanOrEqual(top[1].score);
    }
  });

  it('gives both classes of a single sigmoid', async () => {
    const graph = tinyNetwork({ units: 1, end: 'sigmoid' });
    const options = { graph, weights: initializeWeights(graph, 3), engine: referenceEngine };
    const [{ outputs, top }] = await predict({ ...options, files: await pictures(1) });
    const [probability] = outputs.output;
    const ones = top.find((ranked) => ranked.class === 1);
    expect(ones).toEqual({ class: 1, label: '1', score: probability });
    expect(top.map(({ score }) => score).reduce((sum, score) => sum + score)).toBeCloseTo(1, 10);
  });

  it('has no classes for a number', async () => {
    const graph = tinyNetwork({ units: 1, end: 'none' });
    const options = { graph, weights: initializeWeights(graph, 3), engine: referenceEngine };
    const [{ outputs, top }] = await predict({ ...options, files: await pictures(1) });
    expect(outputs.output.length).toBe(1);
    expect(top).toEqual([]);
  });

  it('reports every output, and ranks the first that is a list of classes', async () => {
    const graph = severalOutputs();
    const options = { graph, weights: initializeWeights(graph, 3), engine: referenceEngine, top: 9 };
    const [{ outputs, top }] = await predict({ ...options, files: await pictures(1) });
    expect(Object.entries(outputs).map(([name, values]) => [name, values.length])).toEqual([
      ['map', 16],
      ['box', 4],
      ['kind', 3],
      ['other', 2],
    ]);
    expect(top.map(({ score }) => score)).toEqual(outputs.kind.toSorted((a, b) => b - a));
  });

  it('ranks other numbers where there are no probabilities', async () => {
    const whole = severalOutputs();
    const graph = { ...whole, outputs: whole.outputs.slice(0, 2) };
    const options = { graph, weights: initializeWeights(graph, 3), engine: referenceEngine };
    const [{ outputs, top }] = await predict({ ...options, files: await pictures(1) });
    expect(top.map(({ score }) => score)).toEqual(outputs.box.toSorted((a, b) => b - a));
  });

  it('fills one input only', async () => {
    const network = new Network('Pair');
    const parts = [network.input([4, 4, 1], 'left'), network.input([4, 4, 1], 'right')];
    const graph = network.finish(network.add(parts));
    const options = { graph, weights: new Map(), engine: referenceEngine, files: await pictures(1) };
    await expect(predict(options)).rejects.toMatchObject({
      name: 'DataError',
      message: 'Pair has 2 inputs (left, right), but a picture fills one',
      remedy: 'give the network one input, or run what `cnnc build` makes of it',
    });
  });
});

/** A map, four numbers that are no classes, and two lists of probabilities. */
function severalOutputs(): Graph {
  const network = new Network('Several');
  const map = network.input([4, 4, 1]);
  const flat = network.flatten(map);
  return network.finish(
    { name: 'map', value: map },
    { name: 'box', value: network.dense(flat, 4) },
    { name: 'kind', value: network.softmax(network.dense(flat, 3)) },
    { name: 'other', value: network.softmax(network.dense(flat, 2)) },
  );
}
