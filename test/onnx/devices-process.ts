// The process that tests of devices start: one scenario an argument, one line of JSON as result.

import { differentiate } from '../../compiler/passes/differentiate/index.js';
import type { Engine } from '../../runtime/engine.js';
import { Failure } from '../../runtime/failure.js';
import { onnxEngineInThread, openOnnx } from '../../runtime/onnx/index.js';
import { onnxOffers } from '../../runtime/onnx/offers.js';
import { Random } from '../../runtime/random.js';
import { Network } from '../support/network.js';
import { randomStep, randomWeights } from '../support/random-tensors.js';

function small() {
  const network = new Network();
  const x = network.relu(network.convolution(network.input([6, 6, 1]), { window: 3, maps: 2 }));
  return network.finish(network.dense(network.flatten(network.maxPool(x, { window: 2, stride: 2 })), 3));
}

/** A few pixels that become more than any memory holds. */
function huge() {
  const network = new Network();
  const x = network.convolution(network.input([64, 64, 1]), { window: 1, maps: 64 });
  const wide = network.relu(network.upsample(x, { factor: 2 ** 14 }));
  return network.finish(network.dense(network.flatten(network.globalAverage(wide)), 2));
}

const graph = small();
const optimizer = { kind: 'sgd', rate: 0.1, momentum: 0.9, nesterov: false } as const;

async function results(engine: Engine): Promise<string> {
  const training = differentiate(graph, { loss: 'mse', optimizer });
  const session = await engine.train(training, { weights: randomWeights(graph, new Random(1)), seed: 1 });
  const losses: number[] = [];
  for (let step = 0; step < 3; step++) {
    const input = randomStep(graph, new Random(2, step), 4 - (step % 2), { step, rate: 0.1 });
    losses.push((await session.step(input)).loss);
  }
  const weights = await session.weights();
  const states = await session.optimizerState();
  const inference = await engine.infer(graph, weights);
  const outputs = await inference.predict(randomStep(graph, new Random(3), 2, { step: 0, rate: 0 }).inputs);
  await Promise.all([session.dispose(), inference.dispose()]);
  return JSON.stringify([losses, [...weights], [...states], [...outputs]]);
}

function told(error: unknown): object {
  if (!(error instanceof Failure)) throw error;
  return { message: error.message, remedy: error.remedy };
}

const scenarios: Record<string, () => Promise<unknown>> = {
  async 'webgpu-in-worker'() {
    const engine = await openOnnx('webgpu', { threads: 1 });
    const ours = await results(engine);
    return {
      adapter: engine.adapter,
      equal: ours === (await results(onnxEngineInThread({ device: 'webgpu', threads: 1 }))),
    };
  },
  /** What each offer says where it does not start. */
  async offers() {
    const outcomes: Record<string, unknown> = {};
    for (const offer of onnxOffers) outcomes[offer.name] = await offer.open().then(({ name }) => name, told);
    return outcomes;
  },
  async cpu() {
    return onnxEngineInThread()
      .infer(graph, randomWeights(graph, new Random(1)))
      .then(() => 'works', told);
  },
  async 'out-of-memory'() {
    const engine = onnxEngineInThread();
    const network = huge();
    const weights = randomWeights(network, new Random(1));
    const session = await engine.train(differentiate(network, { loss: 'mse', optimizer }), {
      weights,
      seed: 1,
    });
    const input = () => randomStep(network, new Random(2), 1, { step: 0, rate: 0.1 });
    const first = await session.step(input()).then(() => 'worked', told);
    const second = await session.step(input()).then(() => 'worked', told);
    const read = await session.weights().then(() => 'worked', told);
    await session.dispose();
    return { first, second, read, next: (await results(engine)).length > 0 };
  },
};

console.log(JSON.stringify(await scenarios[process.argv[2]]()));
