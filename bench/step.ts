// Measures, side by side in one process: a training step of the MNIST network against the same
// engine's largest rate of multiplication; predictions against tfjs' wasm backend; and what of a
// step is JavaScript. Exits with 1 where a figure misses its mark.

import { existsSync } from 'node:fs';
import { GraphBuilder } from '../compiler/graph/builder.js';
import type { Graph } from '../compiler/graph/graph.js';
import { sizeOf } from '../compiler/graph/value.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import type { Engine, StepInput, TrainingSession } from '../runtime/engine.js';
import { onnxEngine, onnxEngineInThread } from '../runtime/onnx/index.js';
import { Random } from '../runtime/random.js';
import type { Tensor, Weights } from '../runtime/tensor.js';
import { clockedImporter, type Clock } from './clocked-runtime.js';
import { format, interleave, summarize } from './interleave.js';
import { firstLayerMacs, forwardMacs, mnistNetwork } from './mnist-network.js';
import { tfjsPredictor } from './tfjs-wasm.js';

const batch = 64;
const rounds = 30;
const matrixSize = 2048;
const adam = { kind: 'adam', rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/** Two operations a multiply-accumulate; forward once, backward twice but for the first input. */
const stepFlops = 2 * batch * (3 * forwardMacs - firstLayerMacs);
const matrixFlops = 2 * matrixSize ** 3;

const marks = { shareOfPeak: 0.2, timesTfjs: 5 };

/** A product of two matrices, and a small one behind it so that the result need not be read back. */
function matrixNetwork(): Graph {
  const builder = new GraphBuilder('matrix');
  let x = builder.input('x', [matrixSize]);
  for (const [name, units] of [
    ['large', matrixSize],
    ['small', 1],
  ] as const) {
    const kernel = builder.weight(`${name}/kernel`, [matrixSize, units], { kind: 'zeros' });
    x = builder.apply({ kind: 'dense', inputs: { x, kernel } }, [units]);
  }
  return builder.finish([{ name: 'y', value: x }]);
}

function randomTensor(random: Random, shape: readonly number[], width: number): Tensor {
  return {
    shape,
    data: Float32Array.from({ length: sizeOf(shape) }, () => (random.uniform() - 0.5) * width),
  };
}

function randomWeights(graph: Graph): Weights {
  const random = new Random(1);
  const tensors = graph.weights.map(({ name, value }) => {
    return [name, randomTensor(random, graph.values[value].shape, 0.1)] as const;
  });
  return new Map(tensors);
}

function stepInput(random: Random, step: number): StepInput {
  const image = randomTensor(random, [batch, 28, 28, 1], 1);
  const target = { shape: [batch, 10], data: new Float32Array(batch * 10) };
  for (let sample = 0; sample < batch; sample++) target.data[sample * 10 + (random.next() % 10)] = 1;
  return { inputs: new Map([['image', image]]), target, rate: adam.rate, step };
}

/** Draws its batches before the clock starts: reading data is not the engine's. */
async function trainer(
  engine: Engine,
  graph: Graph,
): Promise<[run: () => Promise<void>, session: TrainingSession]> {
  const training = differentiate(graph, { loss: 'cross-entropy', optimizer: adam });
  const session = await engine.train(training, { weights: randomWeights(graph), seed: 1 });
  const random = new Random(2);
  const inputs = Array.from({ length: rounds + 3 }, (_, step) => stepInput(random, step));
  const run = async () => {
    const input = inputs.shift();
    if (input === undefined) throw new Error('no batch is left');
    await session.step(input);
  };
  return [run, session];
}

async function measureStep(graph: Graph): Promise<boolean> {
  const clock: Clock = { spent: 0 };
  const engine = onnxEngineInThread({ importer: clockedImporter(clock) });
  const [run, training] = await trainer(engine, graph);
  const matrix = matrixNetwork();
  const product = await onnxEngineInThread().infer(matrix, randomWeights(matrix));
  const x = randomTensor(new Random(3), [matrixSize, matrixSize], 1);
  const shares: number[] = [];
  const measured = await interleave(
    {
      step: async () => {
        clock.spent = 0;
        const start = performance.now();
        await run();
        shares.push(1 - clock.spent / (performance.now() - start));
      },
      matrix: () => product.predict(new Map([['x', x]])),
    },
    rounds,
  );
  await Promise.all([training.dispose(), product.dispose()]);

  const rate = stepFlops / measured.step.median;
  const peak = matrixFlops / measured.matrix.median;
  console.log(`training step, batch ${batch}, ${engine.threads} threads: ${format(measured.step)}`);
  console.log(
    `  ${(rate / 1e6).toFixed(1)} GFLOP/s, ${((batch * 1000) / measured.step.median).toFixed(0)} images/s`,
  );
  console.log(`${matrixSize}³ product: ${format(measured.matrix)}, ${(peak / 1e6).toFixed(1)} GFLOP/s`);
  console.log(`share of a step in JavaScript: ${percent(summarize(shares).median)}`);
  return judge('step against product', rate / peak, marks.shareOfPeak, percent);
}

async function measurePredictions(graph: Graph): Promise<boolean> {
  const weights = randomWeights(graph);
  const session = await onnxEngineInThread().infer(graph, weights);
  const tfjs = await tfjsPredictor(weights);
  const images = randomTensor(new Random(4), [batch, 28, 28, 1], 1);
  const onnx = async () => (await session.predict(new Map([['image', images]]))).get('digit')?.data ?? [];

  const [ours, theirs] = [await onnx(), await tfjs(images)];
  const difference = Math.max(...Array.from(ours, (value, i) => Math.abs(value - theirs[i])));
  if (!(difference < 1e-5)) throw new Error(`the engines differ by ${difference}`);
  const measured = await interleave({ onnx, tfjs: () => tfjs(images) }, rounds);
  await session.dispose();

  console.log(`predictions, batch ${batch}: ${format(measured.onnx)}, tfjs wasm ${format(measured.tfjs)}`);
  const times = (value: number) => `${value.toFixed(1)} times`;
  return judge(
    'predictions against tfjs wasm',
    measured.tfjs.median / measured.onnx.median,
    marks.timesTfjs,
    times,
  );
}

/** Only where the build has put the worker beside this file. */
async function measureWorker(graph: Graph): Promise<void> {
  const worker = new URL('./onnx-worker.js', import.meta.url);
  if (!existsSync(worker)) return;
  const [threaded, direct] = [
    await trainer(onnxEngine({ worker }), graph),
    await trainer(onnxEngineInThread(), graph),
  ];
  const measured = await interleave({ threaded: threaded[0], direct: direct[0] }, rounds);
  await Promise.all([threaded[1].dispose(), direct[1].dispose()]);
  console.log(
    `step in the worker: ${format(measured.threaded)}, in the caller's thread ${format(measured.direct)}`,
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function judge(what: string, value: number, mark: number, show: (value: number) => string): boolean {
  console.log(`${what}: ${show(value)} (at least ${show(mark)}: ${value >= mark ? 'yes' : 'NO'})\n`);
  return value >= mark;
}

async function main(): Promise<void> {
  const graph = mnistNetwork();
  const good = [await measureStep(graph), await measurePredictions(graph)];
  await measureWorker(graph);
  if (good.includes(false)) process.exitCode = 1;
}

await main();
