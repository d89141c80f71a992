// TensorFlow.js on WebGPU: on a GPU where there is one, else on SwiftShader. Every pipeline is compiled
// anew there, which takes most of the time, so there are few networks; the device stays for all of them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, InferenceSession } from '../../runtime/engine.js';
import { openTfjs } from '../../runtime/tfjs/index.js';
import { forwardDifference, gradientDifference } from '../onnx/comparison.js';
import { changesGradientsByHand } from '../support/gradient-change-by-hand.js';
import { Network } from '../support/network.js';
import { prepareGpu } from '../support/software-gpu.js';
import { planes, volumes } from './networks.js';

const missing = prepareGpu();
const title = `tfjs:webgpu${missing === undefined ? '' : ` (skipped: ${missing})`}`;

describe.skipIf(missing !== undefined)(title, () => {
  let engine: Engine;
  let holding: InferenceSession;

  beforeAll(async () => {
    engine = await openTfjs('webgpu', 'npm i');
    const network = new Network();
    const nothing = network.finish(network.affine(network.input([1]), 1));
    holding = await engine.infer(nothing, new Map());
  });

  afterAll(() => holding.dispose());

  it('predicts as the reference does', async () => {
    expect(await forwardDifference(planes(), 1, 2, engine)).toBeLessThan(1e-5);
    expect(await forwardDifference(volumes(), 1, 2, engine)).toBeLessThan(1e-5);
  });

  it('has the gradients of the reference on two axes', async () => {
    expect(await gradientDifference(planes(), 'cross-entropy', 3, 1, engine)).toBeLessThan(1e-5);
  });

  it('has the gradients of the reference on three axes', async () => {
    expect(await gradientDifference(volumes(), 'mse', 3, 1, engine)).toBeLessThan(1e-5);
  });

  it('shortens gradients, and goes back through a frozen normalisation', async () => {
    const choice = {
      loss: 'mse',
      l2: 0.1,
      clip: { kind: 'norm', limit: 0.05 },
      freeze: ['bn1', 'conv3'],
    } as const;
    expect(await gradientDifference(planes(), choice, 3, 1, engine)).toBeLessThan(1e-5);
  });

  describe('by hand', () => changesGradientsByHand(async () => engine));
});
