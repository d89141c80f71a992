// The process that the worker's tests start: one scenario an argument, one line of JSON as result.

import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine, StepInput, TrainingSession } from '../../runtime/engine.js';
import { onnxEngine, onnxEngineInThread } from '../../runtime/onnx/index.js';
import { Random } from '../../runtime/random.js';
import { Network } from '../support/network.js';
import { randomStep, randomWeights } from '../support/random-tensors.js';

function network(maps = 4) {
  const network = new Network();
  let x = network.convolution(network.input([8, 8, 1]), { window: 3, maps });
  x = network.dropout(network.relu(x), 0.2);
  const features = network.flatten(x);
  return network.finish(network.dense(features, 3), { name: 'other', value: network.dense(features, 2) });
}

const graph = network();
const weights = randomWeights(graph, new Random(1));

function open(engine: Engine, trained = graph): Promise<TrainingSession> {
  const optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false } as const;
  const start = { weights: randomWeights(trained, new Random(1)), seed: 1 };
  return engine.train(differentiate(trained, { loss: 'mse', optimizer }), start);
}

function input(step = 0, batch = 4): StepInput {
  return randomStep(graph, new Random(2, step), batch, { step, rate: 0.1 });
}

async function results(engine: Engine) {
  const session = await open(engine);
  const steps = [await session.step(input(0)), await session.step(input(1, 2))];
  const inference = await engine.infer(graph, await session.weights());
  const outputs = await inference.predict(input(2).inputs);
  const state = await session.optimizerState();
  await Promise.all([session.dispose(), inference.dispose()]);
  const scores = steps.map((step) => [step.loss, ...step.scores]);
  return JSON.stringify([scores, [...outputs], [...state]]);
}

const describe = (error: unknown) => String(error);

const scenarios: Record<string, () => Promise<unknown>> = {
  async equal() {
    return {
      equal:
        (await results(onnxEngine({ threads: 1 }))) === (await results(onnxEngineInThread({ threads: 1 }))),
    };
  },
  async ticks() {
    const session = await open(onnxEngine(), network(64));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 2);
    for (let step = 0; step < 20; step++) await session.step(input(step, 64));
    clearInterval(timer);
    await session.dispose();
    return { ticks };
  },
  async abandoned() {
    const engine = onnxEngine();
    await (await open(engine)).step(input());
    await engine.infer(graph, weights);
    return { trained: true };
  },
  async 'dispose-during-step'() {
    const session = await open(onnxEngine(), network(64));
    const step = session.step(input(0, 64));
    await session.dispose();
    return { finished: Number.isFinite((await step).loss) };
  },
  async 'exit-during-step'() {
    const session = await open(onnxEngine(), network(64));
    await session.step(input(0, 64));
    for (let step = 1; step < 50; step++) void session.step(input(step, 64)).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.exit(3);
  },
  async again() {
    const engine = onnxEngine({ threads: 1 });
    let sessions = 0;
    for (; sessions < 15; sessions++) {
      const session = await engine.infer(graph, weights);
      await session.predict(input().inputs);
      await session.dispose();
    }
    return { sessions };
  },
  async errors() {
    const session = await open(onnxEngine());
    const targets = new Map(input().targets).set('output', { shape: [4, 2], data: new Float32Array(8) });
    const shape = await session.step({ ...input(), targets }).catch(describe);
    const afterwards = Number.isFinite((await session.step(input())).loss);
    await session.dispose();
    const disposed = await session.step(input()).catch((error: unknown) => (error as Error).name);
    return { shape, afterwards, disposed };
  },
  async views() {
    const session = await onnxEngine().infer(graph, weights);
    const buffer = new Float32Array(8 * 8 * 2 + 32);
    await session.predict(new Map([['input', { shape: [2, 8, 8, 1], data: buffer.subarray(32) }]]));
    await session.dispose();
    return { left: buffer.subarray(0, 32).length };
  },
  async 'no-worker'() {
    const engine = onnxEngine({ worker: new URL('./not-there.js', import.meta.url) });
    return { message: await engine.infer(graph, weights).catch(describe) };
  },
};

console.log(JSON.stringify(await scenarios[process.argv[2]]()));
