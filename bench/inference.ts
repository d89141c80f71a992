// Measures predictions on onnx:cpu beside ONNX Runtime on the file that an exporter would write of the
// same network, in turn in one process: what the engine's own models and its door cost.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as onnxruntime from 'onnxruntime-node';
import { channelsFirst } from '../compiler/emit/onnx/layout.js';
import { compile } from '../compiler/index.js';
import type { Graph } from '../compiler/graph/graph.js';
import { sizeOf } from '../compiler/graph/value.js';
import { initializeWeights } from '../runtime/initialize-weights.js';
import { format, interleaveWithin } from '../runtime/measure/interleave.js';
import { defaultThreads, onnxEngine, onnxEngineInThread } from '../runtime/onnx/index.js';
import { sessionOptions } from '../runtime/onnx/session-options.js';
import { Random } from '../runtime/random.js';
import type { Tensor, Weights } from '../runtime/tensor.js';
import { judge } from './judge.js';
import { exportOnnx } from './peers/exported-onnx.js';

/** On one thread nobody waits for whichever core the machine gives to others; commands take one a core. */
const threadCounts = new Set([1, defaultThreads()]);

const networks: Readonly<Record<string, string>> = {
  'MNIST net': 'examples/mnist/mnist.cnn',
  'CIFAR net': 'bench/networks/cifar.cnn',
  'MobileNet v2': 'examples/zoo/mobilenet-v2.cnn',
  'ResNet-18': 'examples/zoo/resnet.cnn',
};

/** The bundle of a benchmark lies two folders below the repository. */
const root = fileURLToPath(new URL('../../', import.meta.url));

function graphOf(file: string): Graph {
  const { graph } = compile(readFileSync(`${root}${file}`, 'utf8'), {
    file,
    set: file.endsWith('resnet.cnn') ? { depth: 18 } : {},
  });
  if (graph === undefined) throw new Error(`${file} does not check`);
  return graph;
}

/** The same pictures, channels last and channels first. */
function pictures(shape: readonly number[], batch: number): { last: Tensor; first: Float32Array } {
  const random = new Random(1, 'pictures');
  const channels = shape.at(-1) ?? 1;
  const size = sizeOf(shape);
  const pixels = size / channels;
  const data = Float32Array.from({ length: batch * size }, () => random.uniform() - 0.5);
  const first = Float32Array.from(data, (_, at) => {
    const [sample, rest] = [Math.floor(at / size) * size, at % size];
    return data[sample + (rest % pixels) * channels + Math.floor(rest / pixels)];
  });
  return { last: { shape: [batch, ...shape], data }, first };
}

function difference(ours: Float32Array, theirs: Float32Array): number {
  return Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])));
}

async function exportedRun(
  graph: Graph,
  weights: Weights,
  data: Float32Array,
  batch: number,
  threads: number,
) {
  const { bytes, input, output } = exportOnnx(graph, weights);
  const options = sessionOptions({ device: 'cpu', threads });
  const session = await onnxruntime.InferenceSession.create(bytes, options);
  const dims = [batch, ...channelsFirst(graph.values[graph.inputs[0].value].shape)];
  const run = async () => {
    const results = await session.run({ [input]: new onnxruntime.Tensor('float32', data, dims) });
    return results[output].data as Float32Array;
  };
  return { run, dispose: () => session.release() };
}

async function measure(name: string, file: string, batch: number, threads: number): Promise<void> {
  const graph = graphOf(file);
  const weights = initializeWeights(graph, 1);
  const [[input], [output]] = [graph.inputs, graph.outputs];
  const { last, first } = pictures(graph.values[input.value].shape, batch);
  const sessions = {
    engine: await onnxEngineInThread({ threads }).infer(graph, weights),
    worker: await onnxEngine({ threads }).infer(graph, weights),
  };
  const exported = await exportedRun(graph, weights, first, batch, threads);
  const engine = async () => {
    const outputs = await sessions.engine.predict(new Map([[input.name, last]]));
    return outputs.get(output.name)?.data ?? new Float32Array();
  };
  const apart = difference(await engine(), await exported.run());
  if (!(apart < 1e-4)) throw new Error(`${name}: the two differ by ${apart}`);
  const worker = {
    prepare: () => new Map([[input.name, { ...last, data: last.data.slice() }]]),
    run: (inputs: ReadonlyMap<string, Tensor>) => sessions.worker.predict(inputs),
  };
  const measured = await interleaveWithin(
    { exported: exported.run, engine, worker },
    { most: 400, warmups: 5, milliseconds: batch === 1 ? 6_000 : 30_000 },
  );
  await Promise.all([sessions.engine.dispose(), sessions.worker.dispose(), exported.dispose()]);
  console.log(`${name}, batch ${batch}, threads ${threads}, ${measured.engine.times.length} rounds`);
  for (const [what, of] of Object.entries(measured)) console.log(`  ${what.padEnd(9)}${format(of)}`);
  const value = quarter(measured.engine.times) / quarter(measured.exported.times);
  judge({ what: 'engine against exported file', value, atMost: 1.05, show: (ratio) => ratio.toFixed(3) });
}

/** Of times in order, that of the lower quartile: what else the machine does makes some longer, none shorter. */
function quarter(times: readonly number[]): number {
  return times[Math.floor(times.length / 4)];
}

for (const threads of threadCounts) {
  for (const batch of [1, 32]) {
    for (const [name, file] of Object.entries(networks)) await measure(name, file, batch, threads);
  }
}
