// Batch normalisations put into a trained network: its predictions stay, and it trains on.

import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../../compiler/index.js';
import type { Graph } from '../../../compiler/graph/graph.js';
import { differentiate } from '../../../compiler/passes/differentiate/index.js';
import { defaultTrainingOptions } from '../../../compiler/training-options.js';
import { datasetInMemory, type Dataset } from '../../../runtime/data/dataset.js';
import { openIdx } from '../../../runtime/data/idx.js';
import { initializeWeights } from '../../../runtime/initialize-weights.js';
import { onnxEngine } from '../../../runtime/onnx/index.js';
import { calibrate } from '../../../runtime/surgery/calibrate.js';
import { initFrom } from '../../../runtime/surgery/init-from.js';
import type { Tensor, Weights } from '../../../runtime/tensor.js';
import { train } from '../../../runtime/train.js';
import { saveWeights } from '../../../runtime/weights.js';
import { temporaryFolder } from '../temporary-folder.js';
import { valuesOf } from '../values-of.js';

const path = temporaryFolder();
const engine = onnxEngine({ threads: 1 });
const size = 28 * 28;

function graphOf(text: string): Graph {
  const { graph, diagnostics } = compile(text);
  if (graph === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return graph;
}

const before = `
input 28x28x1
conv 4 5x5 stride 2 same relu
conv 8 3x3 stride 2 same nobias relu
flatten
dense 10 softmax
`;

/** On the input, between convolution and activation, twice in a row, and on flat values. */
const after = `
input 28x28x1
bn
conv 4 5x5 stride 2 same bn relu
conv 8 3x3 stride 2 same nobias relu
bn; bn eps 0.1
flatten; bn
dense 10 softmax
`;

const trainOptions = {
  ...defaultTrainingOptions,
  optimizer: { ...defaultTrainingOptions.optimizer, rate: 0.01 },
};
let digits: Dataset;
let trained: Weights;

beforeAll(async () => {
  const all = await openIdx(fileURLToPath(new URL('../../../examples/mnist/data', import.meta.url)), 'train');
  const values = (valuesOf(all) as Uint8Array).subarray(0, 320 * size);
  digits = datasetInMemory({
    name: 'digits',
    values,
    labels: all.labels.subarray(0, 320),
    shape: [28, 28, 1],
  });
  const training = { ...trainOptions, epochs: 6 };
  trained = (await train({ graph: graphOf(before), training, engine, data: digits, source: before })).weights;
});

function pictures(from: number, count: number): Tensor {
  const bytes = valuesOf(digits).subarray(from * size, (from + count) * size);
  return { shape: [count, 28, 28, 1], data: Float32Array.from(bytes, (byte) => byte / 255) };
}

/** All of the digits, in batches of which the last is smaller. */
async function* batches(): AsyncGenerator<Tensor> {
  for (let from = 0; from < 320; from += 128) yield pictures(from, Math.min(128, 320 - from));
}

async function outputsOf(graph: Graph, weights: Weights): Promise<Float32Array> {
  const session = await engine.infer(graph, weights);
  const [output] = (await session.predict(new Map([['input', pictures(100, 100)]]))).values();
  await session.dispose();
  return output.data;
}

function largestDifference(first: Float32Array, second: Float32Array): number {
  expect(first.length).toBe(second.length);
  return Math.max(...first.map((value, at) => Math.abs(value - second[at])));
}

/** The weights of the trained network in the changed one, before and after calibration. */
async function changed(text: string) {
  const graph = graphOf(text);
  const file = path('base.safetensors');
  await saveWeights(file, graphOf(before), trained);
  const { weights, newNormalizations } = await initFrom(file, graph, initializeWeights(graph, 1));
  const normalizations = newNormalizations;
  const calibrated = await calibrate({ graph, weights, normalizations, engine, images: batches() });
  return { graph, normalizations, weights, calibrated };
}

/** Mean and variance of each channel, as one would compute them by hand. */
function statistics({ data, shape }: Tensor): { mean: number[]; variance: number[] } {
  const channels = shape[shape.length - 1];
  const of = (channel: number) => Array.from(data).filter((_, at) => at % channels === channel);
  const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const all = Array.from({ length: channels }, (_, channel) => of(channel));
  const mean = all.map(meanOf);
  return { mean, variance: all.map((values, at) => meanOf(values.map((value) => (value - mean[at]) ** 2))) };
}

describe('a new batch normalisation', () => {
  it('changes no prediction once it is calibrated', async () => {
    const { graph, normalizations, weights, calibrated } = await changed(after);
    expect(normalizations).toEqual(['bn1', 'conv1.bn', 'bn2', 'bn3', 'bn4']);
    const expected = await outputsOf(graphOf(before), trained);
    expect(largestDifference(await outputsOf(graph, weights), expected)).toBeGreaterThan(1e-3);
    expect(largestDifference(await outputsOf(graph, calibrated), expected)).toBeLessThan(1e-4);
  });

  it('has the statistics of what reaches it, and undoes them', async () => {
    const { calibrated } = await changed(after);
    const whole = pictures(0, 320);
    const session = await engine.infer(graphOf('input 28x28x1\nconv 4 5x5 stride 2 same\n'), trained);
    const reaches = { bn1: { ...whole, data: whole.data.slice() }, 'conv1.bn': whole };
    reaches['conv1.bn'] = [...(await session.predict(new Map([['input', whole]]))).values()][0];
    await session.dispose();
    for (const [layer, values] of Object.entries(reaches)) {
      const expected = statistics(values);
      const found = (role: string) => Array.from((calibrated.get(`${layer}/${role}`) as Tensor).data);
      const near = (numbers: number[], others: number[]) =>
        numbers.forEach((value, at) => expect(value).toBeCloseTo(others[at], 4));
      near(found('mean'), expected.mean);
      near(found('variance'), expected.variance);
      near(found('beta'), expected.mean);
      near(
        found('gamma'),
        expected.variance.map((variance) => Math.sqrt(variance + 1e-3)),
      );
    }
  });

  it('lets the network train on', async () => {
    const { graph, weights: uncalibrated, calibrated } = await changed(after);
    const losses = async (network: Graph, weights: Weights, steps: number): Promise<number[]> => {
      const session = await engine.train(differentiate(network, trainOptions), { weights, seed: 1 });
      const found: number[] = [];
      for (let step = 0; step < steps; step++) {
        const target = new Float32Array(128 * 10);
        digits.labels.subarray(0, 128).forEach((label, row) => (target[row * 10 + label] = 1));
        const targets = new Map([['output', { shape: [128, 10], data: target }]]);
        const inputs = new Map([['input', pictures(0, 128)]]);
        found.push((await session.step({ inputs, targets, rate: 0.01, step })).loss);
      }
      await session.dispose();
      return found;
    };
    const [start] = await losses(graphOf(before), trained, 1);
    const continued = await losses(graph, calibrated, 8);
    const [forgotten] = await losses(graph, uncalibrated, 1);
    // A batch has statistics of its own, which are not quite those of all.
    expect(Math.abs(continued[0] - start)).toBeLessThan(0.1);
    expect(forgotten).toBeGreaterThan(start + 0.3);
    expect(continued[7]).toBeLessThan(0.5 * start);
  });

  it('cannot be calibrated without samples', async () => {
    const graph = graphOf(after);
    const none = (async function* (): AsyncGenerator<Tensor> {})();
    const weights = initializeWeights(graph, 1);
    await expect(
      calibrate({ graph, weights, normalizations: ['bn1'], engine, images: none }),
    ).rejects.toThrow('bn1 cannot be calibrated: there are no samples');
  });
});
