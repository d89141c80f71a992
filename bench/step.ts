// Measures a training step of the MNIST network against the engine's own rate of multiplication,
// in turn in one process, and what of a whole epoch is data loading and JavaScript.

import { existsSync } from 'node:fs';
import { GraphBuilder } from '../compiler/graph/builder.js';
import type { Graph } from '../compiler/graph/graph.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import { openIdx } from '../runtime/data/idx.js';
import type { Engine, StepInput, TrainingSession } from '../runtime/engine.js';
import { onnxEngine, onnxEngineInThread } from '../runtime/onnx/index.js';
import { Random } from '../runtime/random.js';
import { train } from '../runtime/train.js';
import { clockedImporter, type Clock } from './clocked-runtime.js';
import { format, interleave } from './interleave.js';
import { judge, percent } from './judge.js';
import { digitsFolder, mnist, randomTensor, randomWeights } from './mnist.js';

const batch = 64;
const rounds = 30;
const matrixSize = 2048;

const { graph, training, forwardMacs, firstLayerMacs } = mnist();

/** Two operations a multiply-accumulate; forward once, backward twice but for the first input. */
const stepFlops = 2 * batch * (3 * forwardMacs - firstLayerMacs);
const matrixFlops = 2 * matrixSize ** 3;

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

function stepInput(random: Random, step: number): StepInput {
  const [{ name }] = graph.inputs;
  const image = randomTensor(random, [batch, 28, 28, 1], 1);
  const target = { shape: [batch, 10], data: new Float32Array(batch * 10) };
  for (let sample = 0; sample < batch; sample++) target.data[sample * 10 + (random.next() % 10)] = 1;
  const targets = new Map([[graph.outputs[0].name, target]]);
  return { inputs: new Map([[name, image]]), targets, rate: training.optimizer.rate, step };
}

/** Draws its batches before the clock starts: here only the engine is measured. */
async function trainer(engine: Engine): Promise<[run: () => Promise<void>, session: TrainingSession]> {
  const session = await engine.train(differentiate(graph, training), {
    weights: randomWeights(graph),
    seed: 1,
  });
  const random = new Random(2);
  const inputs = Array.from({ length: rounds + 3 }, (_, step) => stepInput(random, step));
  const run = async () => {
    const input = inputs.shift();
    if (input === undefined) throw new Error('no batch is left');
    await session.step(input);
  };
  return [run, session];
}

async function measureStep(): Promise<void> {
  const engine = onnxEngineInThread();
  const [run, session] = await trainer(engine);
  const matrix = matrixNetwork();
  const product = await engine.infer(matrix, randomWeights(matrix));
  const x = randomTensor(new Random(3), [matrixSize, matrixSize], 1);
  const measured = await interleave(
    { step: run, matrix: () => product.predict(new Map([['x', x]])) },
    rounds,
  );
  await Promise.all([session.dispose(), product.dispose()]);

  const rate = stepFlops / measured.step.median;
  const peak = matrixFlops / measured.matrix.median;
  console.log(`training step, batch ${batch}, ${engine.threads} threads: ${format(measured.step)}`);
  console.log(
    `  ${(rate / 1e6).toFixed(1)} GFLOP/s, ${((batch * 1000) / measured.step.median).toFixed(0)} images/s`,
  );
  console.log(`${matrixSize}³ product: ${format(measured.matrix)}, ${(peak / 1e6).toFixed(1)} GFLOP/s`);
  judge({ what: 'step against product', value: rate / peak, atLeast: 0.45, show: percent });
}

/** One epoch over real digits in one thread, where nothing overlaps: all that is not inside the engine's run. */
async function measureAround(): Promise<void> {
  const clock: Clock = { spent: 0 };
  const engine = onnxEngineInThread({ importer: clockedImporter(clock) });
  const start = performance.now();
  const data = await openIdx(digitsFolder, 'train');
  await train({ graph, training: { ...training, epochs: 1 }, engine, data, source: '' });
  const whole = performance.now() - start;
  console.log(
    `an epoch of ${data.count} digits: ${whole.toFixed(0)} ms, ${clock.spent.toFixed(0)} ms of it in the engine`,
  );
  judge({
    what: 'data and JavaScript around the steps',
    value: 1 - clock.spent / whole,
    atMost: 0.1,
    show: percent,
  });
}

/** Only where the build has put the worker beside this file. */
async function measureWorker(): Promise<void> {
  const worker = new URL('./onnx-worker.js', import.meta.url);
  if (!existsSync(worker)) return;
  const [threaded, direct] = [await trainer(onnxEngine({ worker })), await trainer(onnxEngineInThread())];
  const measured = await interleave({ threaded: threaded[0], direct: direct[0] }, rounds);
  await Promise.all([threaded[1].dispose(), direct[1].dispose()]);
  console.log(
    `step in the worker: ${format(measured.threaded)}, in the caller's thread ${format(measured.direct)}\n`,
  );
}

await measureStep();
await measureAround();
await measureWorker();
