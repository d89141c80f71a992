// First weights from a file: what is taken, what is not and why, and what is said of it.

import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/index.js';
import type { Graph } from '../../../compiler/graph/graph.js';
import { initializeWeights } from '../../../runtime/initialize-weights.js';
import { initializationText } from '../../../runtime/surgery/initialization-text.js';
import { initFrom } from '../../../runtime/surgery/init-from.js';
import { saveWeights } from '../../../runtime/weights.js';
import { WeightsError } from '../../../runtime/weights-error.js';
import { temporaryFolder } from '../temporary-folder.js';

const path = temporaryFolder();
const labels = Array.from('abcdefghij');

function graphOf(text: string): Graph {
  const { graph } = compile(text);
  if (graph === undefined) throw new Error(`does not check: ${text}`);
  return graph;
}

const base = graphOf('input 8x8x1\nconv 4 3x3 same relu\nconv 6 3x3 relu\nflatten\ndense 10 softmax\n');

/** The weights of the base, in a file, as what this other network starts from. */
async function from(text: string) {
  const file = path('base.safetensors');
  await saveWeights(file, base, initializeWeights(base, 7), { labels });
  const graph = graphOf(text);
  const initial = initializeWeights(graph, 1);
  return { graph, initial, ...(await initFrom(file, graph, initial)) };
}

async function said(text: string): Promise<readonly string[]> {
  const initialization = await from(text);
  return initializationText(initialization, 'base.safetensors');
}

describe('weights from a file', () => {
  it('are all taken by the same network', async () => {
    const { weights, loaded, missing, unused, newNormalizations, metadata } = await from(
      'input 8x8x1\nconv 4 3x3 same relu\nconv 6 3x3 relu\nflatten\ndense 10 softmax\n',
    );
    expect(weights).toEqual(initializeWeights(base, 7));
    expect(loaded.length).toBe(6);
    expect({ missing, unused, newNormalizations }).toEqual({
      missing: [],
      unused: [],
      newNormalizations: [],
    });
    expect(metadata.get('labels')).toBe(JSON.stringify(labels));
  });

  it('are taken where name and shape fit; the others start as they would', async () => {
    const { graph, initial, weights, loaded, missing, unused } = await from(
      'input 8x8x1\nconv 4 3x3 same relu\nconv 8 3x3 relu as wide\nflatten\ndense 10 softmax\n',
    );
    const trained = initializeWeights(base, 7);
    expect(loaded).toEqual(['conv1/kernel', 'conv1/bias', 'dense1/bias']);
    for (const { name } of graph.weights) {
      const source = loaded.includes(name) ? trained : initial;
      expect(weights.get(name)).toEqual(source.get(name));
    }
    expect(missing).toEqual([
      { name: 'wide/kernel', shape: [3, 3, 4, 8], reason: { kind: 'absent', likely: undefined } },
      { name: 'wide/bias', shape: [8], reason: { kind: 'absent', likely: undefined } },
      {
        name: 'dense1/kernel',
        shape: [288, 10],
        reason: { kind: 'another-shape', there: [216, 10] },
      },
    ]);
    expect(unused).toEqual(['conv2/kernel', 'conv2/bias']);
  });

  it('guess what a layer of another name is called in the file', async () => {
    const { missing } = await from(
      'input 8x8x1\nconv 4 3x3 same relu\nconv 6 3x3 relu as second\nflatten\ndense 10 softmax\n',
    );
    expect(missing.map(({ reason }) => reason)).toEqual([
      { kind: 'absent', likely: 'conv2/kernel' },
      { kind: 'absent', likely: 'conv2/bias' },
    ]);
  });

  it('leave normalisations out that the file has, if of another size, and those without gamma or beta', async () => {
    const { newNormalizations } = await from(
      'input 8x8x1\nconv 4 3x3 same bn relu\nconv 6 3x3 relu\nbn noscale\nbn nocenter\nbn\nflatten\ndense 10 softmax\n',
    );
    expect(newNormalizations).toEqual(['conv1.bn', 'bn3']);
    const file = path('normalized.safetensors');
    const normalized = graphOf('input 8x8x1\nconv 4 3x3 bn\nflatten\ndense 10\n');
    await saveWeights(file, normalized, initializeWeights(normalized, 1));
    const wider = graphOf('input 8x8x1\nconv 8 3x3 bn\nflatten\ndense 10\n');
    expect((await initFrom(file, wider, initializeWeights(wider, 1))).newNormalizations).toEqual([]);
  });
});

describe('what is said', () => {
  it('is short where all is well', async () => {
    expect(
      await said('input 8x8x1\nconv 4 3x3 same relu\nconv 6 3x3 relu\nflatten\ndense 10 softmax\n'),
    ).toEqual(['All 6 weights come from base.safetensors.']);
  });

  it('names each layer that starts anew, and why', async () => {
    expect(
      await said(
        'input 8x8x1\nconv 4 3x3 same bn relu\nconv 6 3x3 relu as second\nbn noscale\nflatten\ndense 5 softmax\n',
      ),
    ).toEqual([
      '2 of 13 weights come from base.safetensors; 11 start anew:',
      '  conv1.bn: a new batch normalisation (gamma, beta, mean, variance), calibrated on training samples',
      '  second: not in the file (kernel, bias); is it what the file calls conv2?',
      '  bn1: not in the file (beta, mean, variance)',
      '  dense1: kernel is 216x10 there and 216x5 here, bias is 10 there and 5 here',
      'The network has no use for conv2 of the file.',
    ]);
  });

  it('counts what would be too long', async () => {
    const many = 'conv 4 3x3 same\n'.repeat(12);
    const lines = await said(`input 8x8x1\n${many}flatten\ndense 10 softmax\n`);
    expect(lines.length).toBe(10);
    expect(lines.at(-1)).toBe('  and of 4 more layers');
  });
});

describe('a file', () => {
  it('of which nothing fits is refused', async () => {
    await expect(from('input 8x8x1\nflatten\ndense 3 as last\n')).rejects.toMatchObject({
      name: 'WeightsError',
      message: expect.stringMatching(
        /^none of the 6 weights in .*base\.safetensors fits \w+ by name and shape: it holds conv1\/kernel \(3x3x1x4\), conv1\/bias \(4\), conv2\/kernel \(3x3x4x6\), \.\.\., the network wants last\/kernel \(64x3\), last\/bias \(3\)$/,
      ),
      remedy: expect.stringContaining('as NAME'),
    });
  });

  it.each([
    ['missing.safetensors', undefined],
    ['empty.safetensors', new Uint8Array()],
    ['text.safetensors', Buffer.from('these are no weights, whatever the name says')],
    ['huge.safetensors', Buffer.from([255, 255, 255, 255, 255, 255, 255, 127, 123])],
  ])('%s is refused', async (name, bytes) => {
    if (bytes !== undefined) await writeFile(path(name), bytes);
    await expect(initFrom(path(name), base, initializeWeights(base, 1))).rejects.toThrow(WeightsError);
  });

  it('of a checkpoint gives its weights, not the state of its optimizer', async () => {
    const state = [...initializeWeights(base, 3)].map(
      ([name, tensor]) => [`optimizer:${name}`, tensor] as const,
    );
    const file = path('last.safetensors');
    await saveWeights(file, base, new Map([...initializeWeights(base, 7), ...state]));
    const { loaded, unused } = await initFrom(file, base, initializeWeights(base, 1));
    expect(loaded.length).toBe(6);
    expect(unused).toEqual([]);
  });
});
