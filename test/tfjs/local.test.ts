// The backends that every machine has agree with the reference, and their sessions keep the promises
// of `runtime/engine.ts`.

import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../runtime/engine.js';
import { Random } from '../../runtime/random.js';
import { openTfjs } from '../../runtime/tfjs/index.js';
import { onnx, train } from '../onnx/comparison.js';
import { weightsDifference } from '../onnx/weights-difference.js';
import { randomInputs, randomStep, randomWeights } from '../support/random-tensors.js';
import { relativeDifference } from '../support/relative-difference.js';
import { agreement } from './agreement.js';
import { planes } from './networks.js';

const adam = { kind: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
const graph = planes();
const training = differentiate(graph, { loss: 'cross-entropy', optimizer: adam });
const weights = randomWeights(graph, new Random(1));
const inputs = [0, 1, 2, 3].map((step) => randomStep(graph, new Random(step), 4, { step, rate: 0.01 }));

/** How many tensors the process holds: those of tests run elsewhere are in other processes. */
const tensors = () => tf.memory().numTensors;

describe.each(['cpu', 'wasm'] as const)('tfjs:%s', (backend) => {
  const open = (): Promise<Engine> => openTfjs(backend, 'npm i');

  it('predicts and trains random networks as the reference does', async () => {
    const { predictions, gradients } = await agreement(await open(), 12, 30);
    expect(predictions).toBeLessThan(1e-5);
    // Normalising a few numbers that are nearly alike magnifies rounding.
    expect(gradients).toBeLessThan(3e-5);
  });

  it('learns along the curve of onnx:cpu, over batches of two sizes', async () => {
    const batches = [4, 4, 3, 4];
    const ours = await train(await open(), graph, 'cross-entropy', adam, batches);
    const theirs = await train(onnx, graph, 'cross-entropy', adam, batches);
    const [losses, others] = [Float32Array.from(ours.losses), Float32Array.from(theirs.losses)];
    expect(relativeDifference(losses, others)).toBeLessThan(1e-5);
    // Adam divides by what may be nearly nothing.
    expect(weightsDifference(ours.weights, theirs.weights)).toBeLessThan(1e-3);
  });

  it('goes on from weights and state as if it had not stopped', async () => {
    const engine = await open();
    const whole = await engine.train(training, { weights, seed: 5 });
    for (const input of inputs) await whole.step(input);
    const first = await engine.train(training, { weights, seed: 5 });
    for (const input of inputs.slice(0, 2)) await first.step(input);
    const start = { weights: await first.weights(), optimizerState: await first.optimizerState(), seed: 5 };
    const second = await engine.train(training, start);
    for (const input of inputs.slice(2)) await second.step(input);
    expect(await second.weights()).toEqual(await whole.weights());
    expect(await second.optimizerState()).toEqual(await whole.optimizerState());
    for (const session of [whole, first, second]) await session.dispose();
  });

  it('holds as many tensors after a call as before it, and none in the end', async () => {
    const engine = await open();
    const before = tensors();
    const trained = await engine.train(training, { weights, seed: 5 });
    const predicting = await engine.infer(graph, weights);
    const during = tensors();
    for (const input of inputs) {
      await trained.step(input);
      await trained.weights();
      await predicting.predict(randomInputs(graph, new Random(1), 2));
      expect(tensors()).toBe(during);
    }
    await expect(trained.step({ ...inputs[0], targets: new Map() })).rejects.toThrow('no target is named');
    expect(tensors()).toBe(during);
    await Promise.all([trained.dispose(), predicting.dispose()]);
    expect(tensors()).toBe(before);
  });

  it('takes one step after another, and none after its end', async () => {
    const session = await (await open()).train(training, { weights, seed: 5 });
    const results = inputs.map((input) => session.step(input));
    await session.dispose();
    await session.dispose();
    const losses = await Promise.all(results.map(async (result) => (await result).loss));
    expect(losses.every((loss) => loss > 0)).toBe(true);
    await expect(session.step(inputs[0])).rejects.toThrow('the session is disposed of');
    await expect(session.weights()).rejects.toThrow('the session is disposed of');
  });

  it('refuses a weight of the wrong size, and leaves those that it starts from alone', async () => {
    const engine = await open();
    const wrong = new Map(weights).set('conv1/kernel', { shape: [1], data: new Float32Array(1) });
    const message = 'conv1/kernel must be [3, 2, 3, 4], and has 1 numbers';
    await expect(engine.train(training, { weights: wrong, seed: 1 })).rejects.toThrow(message);
    await expect(engine.infer(graph, wrong)).rejects.toThrow(message);
    const before = structuredClone(weights);
    const session = await engine.train(training, { weights, seed: 5 });
    await session.step(inputs[0]);
    await session.dispose();
    expect(weights).toEqual(before);
  });
});

describe('TensorFlow.js that others use too', () => {
  it('keeps the backend that they have chosen, while sessions of two backends take turns', async () => {
    const [cpu, wasm] = [await openTfjs('cpu', ''), await openTfjs('wasm', '')];
    await tf.setBackend('cpu');
    const sessions = [await cpu.infer(graph, weights), await wasm.infer(graph, weights)];
    const given = () => randomInputs(graph, new Random(3), 2);
    const [one, other] = await Promise.all(sessions.map((session) => session.predict(given())));
    expect(tf.getBackend()).toBe('cpu');
    const [a, b] = [one, other].map((outputs) => outputs.get('output')?.data ?? []);
    expect(relativeDifference(a, b)).toBeLessThan(1e-5);
    for (const session of sessions) await session.dispose();
  });

  it('lets the event loop go on during a long step', async () => {
    const session = await (await openTfjs('cpu', '')).train(training, { weights, seed: 5 });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 2);
    await session.step(randomStep(graph, new Random(1), 40, { step: 0, rate: 0.01 }));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
    await session.dispose();
  });
});
