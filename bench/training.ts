// Measures training steps in blocks beside portable ones and the engine's own rate of
// multiplication, in turn in one process: how much of that rate each network reaches.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '../compiler/index.js';
import type { Graph, TrainingGraph } from '../compiler/graph/graph.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import type { TrainingSession } from '../runtime/engine.js';
import { initializeWeights } from '../runtime/initialize-weights.js';
import { format, interleaveWithin, type Measured, type PreparedRun } from '../runtime/measure/interleave.js';
import { multiplyAccumulates } from '../runtime/measure/multiply-accumulates.js';
import { flopsOf, ProductRun } from '../runtime/measure/product.js';
import { copied, randomSamples, type Samples } from '../runtime/measure/random-tensors.js';
import { onnxEngineInThread, type InThreadOptions } from '../runtime/onnx/index.js';
import { judge, percent, times } from './judge.js';

interface Case {
  readonly name: string;
  readonly file: string;
  readonly batch: number;
  /** Replaced in the text: large pictures would take minutes. */
  readonly smaller?: readonly (readonly [from: RegExp, to: string])[];
  /** The share of the product's rate that is wanted. */
  readonly share?: number;
}

const cases: readonly Case[] = [
  { name: 'MNIST net', file: 'examples/mnist/mnist.cnn', batch: 64, share: 0.45 },
  { name: 'CIFAR net', file: 'bench/networks/cifar.cnn', batch: 64, share: 0.5 },
  {
    name: 'MobileNet v2 at 96x96',
    file: 'examples/zoo/mobilenet-v2.cnn',
    batch: 16,
    smaller: [
      [/224x224x3/g, '96x96x3'],
      [/ +->.*$/gm, ''],
      [/^expect.*$/gm, ''],
    ],
  },
  { name: 'ResNet-18', file: 'examples/resnet-digits/resnet-18.cnn', batch: 32 },
];

/** Milliseconds for one network. */
const patience = 40_000;

/** The bundle of a benchmark lies two folders below the repository. */
const root = fileURLToPath(new URL('../../', import.meta.url));

function networkOf({ file, smaller = [] }: Case): { graph: Graph; step: TrainingGraph } {
  const text = smaller.reduce(
    (text, [from, to]) => text.replace(from, to),
    readFileSync(`${root}${file}`, 'utf8'),
  );
  const { graph, training } = compile(text, { file });
  if (graph === undefined) throw new Error(`${file} does not check`);
  return { graph, step: differentiate(graph, training) };
}

async function open({ graph, step }: ReturnType<typeof networkOf>, options: InThreadOptions) {
  return onnxEngineInThread(options).train(step, { weights: initializeWeights(graph, 1), seed: 1 });
}

/** The rate is that at which nothing changes: else a thousand steps on noise run into infinity. */
function stepRun(session: TrainingSession, samples: Samples): PreparedRun<Samples> {
  let step = 0;
  return {
    prepare: () => ({ inputs: copied(samples.inputs), targets: copied(samples.targets) }),
    run: (own) => session.step({ ...own, rate: 0, step: step++ }),
  };
}

async function measure(one: Case): Promise<void> {
  const network = networkOf(one);
  const samples = randomSamples(network.step, one.batch);
  const sessions = [await open(network, {}), await open(network, { form: 'portable' })] as const;
  const product = await ProductRun.suited(onnxEngineInThread());
  const measured = await interleaveWithin(
    { blocks: stepRun(sessions[0], samples), portable: stepRun(sessions[1], samples), product },
    { most: 30, warmups: 3, milliseconds: patience },
  );
  await Promise.all([...sessions, product].map((session) => session.dispose()));
  report(one, 2 * one.batch * multiplyAccumulates(network.step), flopsOf(product.product), measured);
}

function report(
  { name, batch, share: wanted = 0 }: Case,
  flops: number,
  productFlops: number,
  { blocks, portable, product }: Record<'blocks' | 'portable' | 'product', Measured>,
): void {
  const peak = productFlops / product.median;
  const share = (step: Measured) => flops / step.median / peak;
  console.log(`${name}, batch ${batch}: ${blocks.times.length} rounds`);
  console.log(`  in blocks ${format(blocks)}, ${percent(share(blocks))} of the product's rate`);
  console.log(`  portable  ${format(portable)}, ${percent(share(portable))}`);
  console.log(`  product   ${format(product)}, ${(peak / 1e6).toFixed(1)} GFLOP/s`);
  console.log(`  ${((batch * 1000) / blocks.median).toFixed(0)} images/s in blocks`);
  if (wanted > 0)
    judge({ what: `${name} against product`, value: share(blocks), atLeast: wanted, show: percent });
  judge({
    what: `${name}, portable against blocks`,
    value: portable.median / blocks.median,
    atLeast: 1,
    show: times,
  });
}

for (const one of cases) await measure(one);
