// Opens and closes many training sessions in one process, two steps each, and says how much memory
// that has cost: what a server or a long search over settings would see.

import { compile } from '../compiler/index.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import { initializeWeights } from '../runtime/initialize-weights.js';
import { copied, randomSamples } from '../runtime/measure/random-tensors.js';
import { onnxEngineInThread, type Device } from '../runtime/onnx/index.js';
import { judge } from './judge.js';

const text = `
input 12x12x1
conv 8 3x3 same relu
pool max 2; bn; dropout 20%
conv 8 3x3 same relu
flatten
dense 4 softmax
train { batch 8 }
`;

/** `onnx:cpu` and 1,000 sessions by default. */
const [device = 'cpu', count = '1000'] = process.argv.slice(2);
const sessions = Number(count);
const warmups = Math.ceil(sessions / 5);

const { graph, training } = compile(text, { file: 'small.cnn' });
if (graph === undefined) throw new Error('the network does not check');
const step = differentiate(graph, training);
const weights = initializeWeights(graph, 1);
const samples = randomSamples(step, 8);
const engine = onnxEngineInThread({ device: device as Device, threads: 1 });

async function once(): Promise<void> {
  const session = await engine.train(step, { weights, seed: 1 });
  for (const at of [0, 1]) {
    await session.step({
      inputs: copied(samples.inputs),
      targets: copied(samples.targets),
      rate: 0.01,
      step: at,
    });
  }
  await session.weights();
  await session.dispose();
}

function megabytes(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

for (let i = 0; i < warmups; i++) await once();
const before = megabytes();
for (let i = 0; i < sessions; i++) {
  await once();
  if ((i + 1) % Math.ceil(sessions / 5) === 0)
    console.log(`${i + 1} sessions: ${megabytes().toFixed(0)} MiB`);
}
const value = megabytes() - before;
const what = `memory gained over ${sessions} training sessions on onnx:${device}`;
judge({ what, value, atMost: 50, show: (size) => `${size.toFixed(1)} MiB` });
