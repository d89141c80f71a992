// Random networks on WebGPU against the reference: predictions and gradients.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loss } from '../../compiler/graph/graph.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { prepareGpu } from '../support/software-gpu.js';
import { forwardDifference, gradientDifference } from './comparison.js';
import { randomNetwork } from './random-network.js';

const missing = prepareGpu();
const webgpu = onnxEngineInThread({ device: 'webgpu', threads: 1 });
const losses: readonly Loss[] = ['cross-entropy', 'binary-cross-entropy', 'mse', 'mae'];
const networks = fc.sample(randomNetwork, { seed: 3, numRuns: 60 });

describe.skipIf(missing !== undefined)(`random networks on onnx:webgpu (${missing ?? 'here'})`, () => {
  it.each(networks.map((network, i) => [i, network] as const))('number %i', async (i, network) => {
    expect(await forwardDifference(network, i + 1, 3, webgpu)).toBeLessThan(1e-5);
    // Normalising a few numbers that are nearly alike magnifies rounding.
    expect(await gradientDifference(network, losses[i % 4], 4, i + 1, webgpu)).toBeLessThan(3e-5);
  });
});
