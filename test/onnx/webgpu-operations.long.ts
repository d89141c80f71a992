// Networks and whole training steps on WebGPU. Sessions there are made with the CPU shut out, so what
// agrees with the reference was computed on the device. Random networks are in webgpu.long.ts.

import type { InferenceSession as OnnxSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Optimizer } from '../../compiler/graph/graph.js';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine, InferenceSession, StepInput, TrainingSession } from '../../runtime/engine.js';
import { Random } from '../../runtime/random.js';
import { onnxEngineInThread, type Importer } from '../../runtime/onnx/index.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { activations } from '../support/activations.js';
import { changesGradientsByHand } from '../support/gradient-change-by-hand.js';
import { Network } from '../support/network.js';
import { randomStep, randomWeights } from '../support/random-tensors.js';
import { relativeDifference } from '../support/relative-difference.js';
import { prepareGpu } from '../support/software-gpu.js';
import { forwardDifference, gradientDifference, onnx, train, trainingDifference } from './comparison.js';
import { optimizers } from '../support/training-settings.js';
import { weightsDifference } from './weights-difference.js';

const missing = prepareGpu();
const webgpu = onnxEngineInThread({ device: 'webgpu', threads: 1 });

/** Most layers of maps with two axes. */
function flat() {
  const network = new Network();
  let x = network.convolution(network.input([7, 6, 2]), { window: 3, maps: 4, pad: [1, 2] });
  x = network.relu(network.normalization(x));
  x = network.maxPool(x, { window: 3, stride: 2, pad: 1 });
  x = network.prelu(network.convolution(x, { window: 1, maps: 4, groups: 4, stride: 1, pad: [0, 1] }));
  x = network.transposedConvolution(x, { window: 3, stride: 2, maps: 2, groups: 2, pad: 1 });
  x = network.shuffleChannels(network.concat([x, network.affine(x, -0.5, 0.25)]), 2);
  x = network.responseNormalization(network.dropout(x, 0.25), { size: 3, alpha: 0.5, beta: 0.75 });
  x = network.multiply([x, network.convolution(x, { window: 1, maps: 1 })]);
  x = network.averagePool(network.crop(network.zeroPad(x, 1), 1), { window: 2, stride: 2, ceil: true });
  return network.finish(network.dense(network.flatten(network.add([x, x])), 3));
}

/** Maps with three axes, for which WebGPU has the fewest operators. */
function deep() {
  const network = new Network();
  let x = network.convolution(network.input([4, 3, 4, 2]), {
    window: 2,
    maps: 4,
    groups: 2,
    stride: [1, 1, 2],
  });
  x = network.maxPool(x, { window: 2, stride: 1 });
  x = network.transposedConvolution(x, { window: 2, stride: [2, 1, 2], maps: 2, outputPadding: [1, 0, 0] });
  x = network.upsample(x, { factor: [1, 2, 1], mode: 'bilinear' });
  return network.finish(network.dense(network.flatten(x), 3));
}

/** Without kinks, and without biases in front of a normalisation. */
function smooth() {
  const network = new Network();
  let x = network.convolution(network.input([5, 4, 2]), { window: 2, maps: 4, bias: false });
  x = network.activation(network.normalization(x), { name: 'tanh' });
  x = network.maxPool(network.convolution(x, { window: 2, maps: 3 }), { window: 2, stride: 1 });
  return network.finish(network.dense(network.flatten(x), 3));
}

function allActivations() {
  const network = new Network();
  const x = network.dense(network.input([5]), 6);
  const parts = activations.map((activation) => network.activation(x, activation));
  return network.finish(network.softmax(network.add(parts)));
}

const tolerance = 1e-5;

type Feeds = OnnxSession.FeedsType;

/** ONNX Runtime as it is, but that a run fails as it does where a driver restarts: no test can make one. */
function losingGpuAfter(runs: number): Importer {
  let left = runs;
  return async () => {
    const runtime = await import('onnxruntime-node');
    const create = async (...model: Parameters<typeof runtime.InferenceSession.create>) => {
      const session = await runtime.InferenceSession.create(...model);
      const run: (feeds: Feeds) => ReturnType<typeof session.run> = session.run.bind(session);
      session.run = (feeds: Feeds) => {
        return left-- > 0 ? run(feeds) : Promise.reject(new Error('Failed to wait: the device was lost'));
      };
      return session;
    };
    return { ...runtime, InferenceSession: { create } } as typeof runtime;
  };
}

function startTraining(engine: Engine): Promise<TrainingSession> {
  const graph = allActivations();
  const optimizer: Optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false };
  const weights = randomWeights(graph, new Random(1));
  return engine.train(differentiate(graph, { loss: 'mse', optimizer }), { weights, seed: 1 });
}

function input(step: number): StepInput {
  return randomStep(allActivations(), new Random(2, step), 2, { step, rate: 0.1 });
}

describe.skipIf(missing !== undefined)(
  `onnx:webgpu${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    // While a session is open, WebGPU keeps the programs that it has compiled.
    let held: InferenceSession | undefined;
    beforeAll(async () => {
      await webgpu.prove();
      held = await webgpu.infer(allActivations(), randomWeights(allActivations(), new Random(1)));
    });
    afterAll(() => held?.dispose());

    it('knows a software adapter', () => {
      if (process.env.VK_ICD_FILENAMES?.includes('swiftshader') !== true) return;
      expect(webgpu.adapter).toEqual({ name: 'SwiftShader', isSoftware: true });
    });

    it('predicts batches of any size', async () => {
      expect(await forwardDifference(flat(), 1, 1, webgpu)).toBeLessThan(tolerance);
      expect(await forwardDifference(flat(), 2, 3, webgpu)).toBeLessThan(tolerance);
    });

    it.each([6, 9, 18])('convolves %i channels, which it would read in threes', async (channels) => {
      const network = new Network();
      const x = network.convolution(network.input([6, 5, channels]), { window: 3, maps: 8, pad: [1, 0] });
      const graph = network.finish(network.dense(network.flatten(x), 3));
      expect(await forwardDifference(graph, 1, 2, webgpu)).toBeLessThan(tolerance);
      expect(await gradientDifference(graph, 'mse', 2, 1, webgpu)).toBeLessThan(tolerance);
    });

    it('has the gradients of the reference on two axes', async () => {
      expect(await gradientDifference(flat(), 'cross-entropy', 3, 1, webgpu)).toBeLessThan(tolerance);
    });

    it('has the gradients of the reference on three axes', async () => {
      expect(await gradientDifference(deep(), 'binary-cross-entropy', 2, 1, webgpu)).toBeLessThan(tolerance);
    });

    it('has the gradients of all activation functions', async () => {
      expect(await gradientDifference(allActivations(), 'mae', 4, 1, webgpu)).toBeLessThan(tolerance);
    });

    it.each(['nesterov', 'adamw', 'rmsprop'])('moves weights by %s', async (name) => {
      const choice = { loss: 'mse', l2: 0.1, clip: { kind: 'value', limit: 0.01 } } as const;
      const ours = await train(webgpu, smooth(), choice, optimizers[name], [4, 3]);
      const theirs = await train(referenceEngine, smooth(), choice, optimizers[name], [4, 3]);
      expect(trainingDifference(ours, theirs)).toBeLessThan(1e-4);
    });

    it('shortens gradients, and goes back through what is frozen', async () => {
      const choice = {
        loss: 'mse',
        clip: { kind: 'norm', limit: 0.05 },
        freeze: ['bn1', 'conv2', 'dense1'],
      } as const;
      expect(await gradientDifference(smooth(), choice, 3, 1, webgpu)).toBeLessThan(tolerance);
    });

    describe('by hand', () => changesGradientsByHand(async () => webgpu));

    it('says that the GPU was lost, and refuses what would follow', async () => {
      const engine = onnxEngineInThread({ device: 'webgpu', threads: 1, importer: losingGpuAfter(2) });
      const session = await startTraining(engine);
      await session.step(input(0));
      const lost = session.step(input(1));
      await expect(lost).rejects.toThrow('onnx:webgpu lost its GPU to train on a batch of 2');
      await expect(session.step(input(2))).rejects.toThrow(
        'the training has ended: onnx:webgpu lost its GPU',
      );
      await expect(session.weights()).rejects.toThrow('the training has ended');
      await session.dispose();
    });

    it('learns along the curve of onnx:cpu, over batches of two sizes', async () => {
      const adam: Optimizer = { kind: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
      const batches = [4, 4, 3, 4];
      const ours = await train(webgpu, flat(), 'mse', adam, batches);
      const theirs = await train(onnx, flat(), 'mse', adam, batches);
      expect(
        relativeDifference(Float32Array.from(ours.losses), Float32Array.from(theirs.losses)),
      ).toBeLessThan(tolerance);
      // Adam divides by what may be nearly nothing.
      expect(weightsDifference(ours.weights, theirs.weights)).toBeLessThan(1e-3);
    });
  },
);
