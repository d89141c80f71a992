// Weights: how they start, how they are kept, and whose they are.

import { mkdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../compiler/graph/builder.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Initializer } from '../../compiler/graph/value.js';
import { initializeWeights } from '../../runtime/initialize-weights.js';
import { modelHash } from '../../runtime/model-hash.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { loadWeights, marked, saveWeights } from '../../runtime/weights.js';
import { temporaryFolder } from './temporary-folder.js';
import { tinyNetwork } from './tiny-networks.js';

const path = temporaryFolder();

function graphOf(weights: Readonly<Record<string, Initializer>>): Graph {
  const build = new GraphBuilder('Weights');
  for (const [name, initializer] of Object.entries(weights)) build.weight(name, [50, 40], initializer);
  return build.finish([]);
}

function dataOf(weights: Weights, name: string): Float32Array {
  return (weights.get(name) as Tensor).data;
}

describe('first weights', () => {
  const glorot = { kind: 'glorot-uniform', fanIn: 50, fanOut: 40 } as const;

  it('are what their initializers say', () => {
    const weights = initializeWeights(
      graphOf({ z: { kind: 'zeros' }, o: { kind: 'ones' }, c: { kind: 'constant', value: 0.25 } }),
      1,
    );
    expect(new Set(dataOf(weights, 'z'))).toEqual(new Set([0]));
    expect(new Set(dataOf(weights, 'o'))).toEqual(new Set([1]));
    expect(new Set(dataOf(weights, 'c'))).toEqual(new Set([0.25]));
    expect(weights.get('z')?.shape).toEqual([50, 40]);
  });

  it.each([
    ['±√(6 / (fanIn + fanOut))', glorot, Math.sqrt(6 / 90)],
    ['±√(6 / fanIn)', { kind: 'he-uniform', fanIn: 50 } as const, Math.sqrt(6 / 50)],
  ])('are uniform within %s', (_, initializer, limit) => {
    const data = dataOf(initializeWeights(graphOf({ k: initializer }), 1), 'k');
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
    expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...data)).toBeGreaterThan(0.99 * limit);
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(variance).toBeCloseTo(limit ** 2 / 3, 2);
  });

  it('depend on the seed and the own name alone', () => {
    const alone = dataOf(initializeWeights(graphOf({ k: glorot }), 1), 'k');
    const together = initializeWeights(graphOf({ other: glorot, k: glorot }), 1);
    expect(dataOf(together, 'k')).toEqual(alone);
    expect(dataOf(together, 'other')).not.toEqual(alone);
    expect(dataOf(initializeWeights(graphOf({ k: glorot }), 2), 'k')).not.toEqual(alone);
  });
});

describe('the hash of a model', () => {
  it('ignores names of layers and of the model', () => {
    const graph = tinyNetwork();
    const renamed = {
      ...graph,
      name: 'Other',
      ops: graph.ops.map((op) => ({ ...op, origin: { layer: 'x' } })),
    };
    expect(modelHash(graph)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(modelHash(renamed)).toBe(modelHash(graph));
  });

  it('ignores how values are numbered', () => {
    const graph = tinyNetwork();
    const shift = (id: number): number => id + 1;
    const moved = JSON.parse(JSON.stringify(graph)) as Graph;
    const rename = (values: Record<string, unknown>): void => {
      for (const [key, id] of Object.entries(values)) values[key] = shift(id as number);
    };
    for (const op of moved.ops) [op.inputs, op.outputs].forEach((values) => rename(values));
    for (const part of [moved.inputs, moved.weights, moved.outputs]) {
      for (const item of part) (item as { value: number }).value = shift(item.value);
    }
    const values = [moved.values[0], ...moved.values];
    expect(modelHash({ ...moved, values })).toBe(modelHash(graph));
  });

  it('tells ops, attributes, shapes and weights apart', () => {
    const graphs = [
      tinyNetwork(),
      tinyNetwork({ units: 4 }),
      tinyNetwork({ end: 'sigmoid' }),
      tinyNetwork({ end: 'none' }),
      tinyNetwork({ dropout: 0.1 }),
      tinyNetwork({ dropout: 0.2 }),
    ];
    expect(new Set(graphs.map(modelHash)).size).toBe(graphs.length);
  });
});

describe('a weights file', () => {
  const graph = tinyNetwork();
  const weights = initializeWeights(graph, 1);

  it('gives back weights and labels', async () => {
    await saveWeights(path('w'), graph, weights, { labels: ['cat', 'dog', 'Ünsinn "'] });
    const loaded = await loadWeights(path('w'), graph);
    expect(loaded).toMatchObject({ weights, labels: ['cat', 'dog', 'Ünsinn "'], warnings: [] });
    expect(loaded.metadata.get('model')).toBe('Tiny');
  });

  it('keeps the optimizer apart', async () => {
    const optimizerState = new Map([['dense1/bias/m', { shape: [8], data: new Float32Array(8) }]]);
    await saveWeights(path('w'), graph, new Map([...weights, ...marked('optimizer', optimizerState)]));
    expect((await loadWeights(path('w'), graph)).weights).toEqual(weights);
  });

  it('of the same shapes but other layers loads with a warning', async () => {
    await saveWeights(path('w'), tinyNetwork({ end: 'sigmoid' }), weights);
    const { warnings } = await loadWeights(path('w'), graph);
    expect(warnings).toEqual([
      `${path('w')} was trained for another version of Tiny: the weights fit, but the layers differ`,
    ]);
  });

  it('of another model is refused with the first few differences', async () => {
    const other = new Map(weights);
    other.delete('dense1/bias');
    other.set('dense2/bias', { shape: [4], data: new Float32Array(4) });
    for (let i = 0; i < 5; i++) other.set(`extra${i}/kernel`, { shape: [], data: new Float32Array(1) });
    await saveWeights(path('w'), graph, other);
    await expect(loadWeights(path('w'), graph)).rejects.toMatchObject({
      name: 'WeightsError',
      message:
        `${path('w')} holds the weights of another model than Tiny: dense1/bias (8) is missing; ` +
        'dense2/bias is 4, the model wants 3; the model has no extra0/kernel; the model has no extra1/kernel; ' +
        'the model has no extra2/kernel; and 2 more',
      remedy: 'use the model.cnn that lies beside the weights, or train this model',
    });
  });

  it('with labels that are no list of texts has none', async () => {
    for (const labels of ['{', '{"a":1}', '[1]', 'null']) {
      await saveWeights(path('w'), graph, weights, { metadata: new Map([['labels', labels]]) });
      expect((await loadWeights(path('w'), graph)).labels).toBeUndefined();
    }
  });

  it.each<[string, string, string]>([
    ['missing', 'none', 'does not exist'],
    ['a folder', 'folder', 'is a folder'],
    ['under a file', 'file/w', 'cannot be read'],
  ])('that is %s is refused', async (_, name, cause) => {
    await mkdir(path('folder'));
    await writeFile(path('file'), '');
    await expect(loadWeights(path(name), graph)).rejects.toMatchObject({
      name: 'WeightsError',
      message: `the weights file ${path(name)} ${cause}`,
      remedy: 'check the path, or train the model',
    });
  });
});
