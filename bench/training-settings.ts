// Measures what optimizers, clipping and the penalty add to a training step, and what freezing takes
// away, in turn in one process.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '../compiler/index.js';
import { differentiate, type TrainingChoice } from '../compiler/passes/differentiate/index.js';
import { initializeWeights } from '../runtime/initialize-weights.js';
import { format, interleaveWithin, type PreparedRun } from '../runtime/measure/interleave.js';
import { copied, randomSamples, type Samples } from '../runtime/measure/random-tensors.js';
import { onnxEngineInThread } from '../runtime/onnx/index.js';
import { judge, percent, times } from './judge.js';

type Settings = Omit<TrainingChoice, 'loss'>;

const momentum = { kind: 'sgd', rate: 0, momentum: 0.9, nesterov: false } as const;
const betas = { rate: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const adam = { kind: 'adam', ...betas } as const;

/** The root of the repository: the bundle of a benchmark lies two folders below it. */
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Milliseconds for one network. */
const patience = 40_000;

/** Prints the median time of a step with each of these, and returns them. */
async function measure<Name extends string>(
  file: string,
  batch: number,
  settings: Readonly<Record<Name, Settings>>,
): Promise<Record<Name, number>> {
  const { graph } = compile(readFileSync(`${root}${file}`, 'utf8'), { file });
  if (graph === undefined) throw new Error(`${file} does not check`);
  const names = Object.keys(settings) as Name[];
  const engine = onnxEngineInThread();
  const weights = initializeWeights(graph, 1);
  const opened = await Promise.all(
    names.map(async (name) => {
      const step = differentiate(graph, { loss: 'cross-entropy', ...settings[name] });
      const session = await engine.train(step, { weights, seed: 1 });
      const samples = randomSamples(step, batch);
      let count = 0;
      const run: PreparedRun<Samples> = {
        prepare: () => ({ inputs: copied(samples.inputs), targets: copied(samples.targets) }),
        run: (own) => session.step({ ...own, rate: 0, step: count++ }),
      };
      return { name, session, run };
    }),
  );
  const runs = Object.fromEntries(opened.map(({ name, run }) => [name, run])) as Record<Name, PreparedRun>;
  const measured = await interleaveWithin(runs, { most: 60, warmups: 3, milliseconds: patience });
  await Promise.all(opened.map(({ session }) => session.dispose()));
  console.log(`${file}, batch ${batch}`);
  for (const name of names) console.log(`  ${name.padEnd(24)} ${format(measured[name])}`);
  const medians = names.map((name) => [name, measured[name].median] as const);
  return Object.fromEntries(medians) as Record<Name, number>;
}

async function measureUpdates(): Promise<void> {
  const took = await measure('examples/mnist/mnist.cnn', 64, {
    momentum: { optimizer: momentum },
    nesterov: { optimizer: { ...momentum, nesterov: true } },
    adam: { optimizer: adam },
    adamw: { optimizer: { kind: 'adamw', ...betas, decay: 0.01 } },
    rmsprop: { optimizer: { kind: 'rmsprop', rate: 0, rho: 0.9, epsilon: 1e-7 } },
    'adam, norm clipped': { optimizer: adam, clip: { kind: 'norm', limit: 1 } },
    'adam, values clipped': { optimizer: adam, clip: { kind: 'value', limit: 1 } },
    'adam, penalty': { optimizer: adam, l2: 1e-4 },
  });
  const against = (name: keyof typeof took, base: keyof typeof took) =>
    judge({
      what: `${name} against ${base}`,
      value: took[name] / took[base] - 1,
      atMost: 0.05,
      show: percent,
    });
  against('nesterov', 'momentum');
  for (const name of [
    'adamw',
    'rmsprop',
    'adam, norm clipped',
    'adam, values clipped',
    'adam, penalty',
  ] as const) {
    against(name, 'adam');
  }
}

async function measureFreezing(): Promise<void> {
  const stages = Array.from({ length: 8 }, (_, i) => `Basic${i + 1}`);
  const took = await measure('examples/resnet-digits/resnet-18.cnn', 32, {
    'all trained': { optimizer: adam },
    'all but the last frozen': { optimizer: adam, freeze: ['conv1', ...stages] },
  });
  const gain = took['all trained'] / took['all but the last frozen'];
  judge({ what: 'fine-tuning the last layer', value: gain, atLeast: 2.5, show: times });
}

await measureUpdates();
await measureFreezing();
