// Measures how long an engine waits for data: pictures of 128x128x3 in files and in memory, and digits,
// each augmented, with different numbers of threads. At most 10 % of the time is wanted.

import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { compile } from '../compiler/index.js';
import { differentiate } from '../compiler/passes/differentiate/index.js';
import type { Augmentation } from '../compiler/training-options.js';
import { classifierOf } from '../runtime/classifier.js';
import { computeBatches } from '../runtime/compute-batches.js';
import { allSamples, shuffled } from '../runtime/data/batches.js';
import type { Dataset } from '../runtime/data/dataset.js';
import { openFeed } from '../runtime/data/feed.js';
import { openData } from '../runtime/data/open-data.js';
import { unitScale } from '../runtime/data/pixel-scale.js';
import { initializeWeights } from '../runtime/initialize-weights.js';
import { onnxEngine } from '../runtime/onnx/index.js';
import { Random } from '../runtime/random.js';
import { judge, percent } from './judge.js';

const augment: Augmentation = {
  rotate: 10,
  shift: { height: 0.1, width: 0.1 },
  zoom: 0.1,
  shear: 5,
  flip: { horizontal: true, vertical: false },
  brightness: 0.2,
  contrast: 0.2,
  cutout: 0.25,
  noise: 0,
  fill: 'nearest',
};

/** The classifier of pictures: three convolutions with pools, and two dense layers. */
const pictureNetwork = `input 128x128x3
conv 32 3x3 relu; pool max 2
conv 64 3x3 relu; pool max 2
conv 128 3x3 relu; pool max 2
flatten
dense 64 relu
dense 4 softmax
`;

/** That of examples/mnist/mnist.cnn, but for its normalisations. */
const digitNetwork = `input 28x28x1
conv 32 3x3 same relu; conv 32 3x3 same relu; pool max 2
conv 64 3x3 same relu; pool max 2
flatten
dense 128 relu
dense 10 softmax
`;

const worker = new URL('./data-worker.js', import.meta.url);

/** Photographs take about so long to decode: 400x300 pixels of smooth noise as JPEG. */
async function makePictures(folder: string, count: number): Promise<void> {
  const random = new Random(1, 'pictures');
  for (let i = 0; i < count; i++) {
    const place = join(folder, `class${i % 4}`);
    await mkdir(place, { recursive: true });
    const small = Uint8Array.from({ length: 40 * 30 * 3 }, () => random.next() & 255);
    const file = join(place, `${i}.jpg`);
    await sharp(small, { raw: { width: 40, height: 30, channels: 3 } })
      .resize(400, 300, { kernel: 'cubic' })
      .jpeg()
      .toFile(file);
  }
}

interface Waits {
  readonly share: number;
  readonly imagesPerSecond: number;
}

/** Trains for an epoch; the first batches, which compile and start threads, are left out. */
async function train(text: string, dataset: Dataset, threads: number, batch: number): Promise<Waits> {
  const { graph, training } = compile(text, { file: 'bench.cnn' });
  if (graph === undefined) throw new Error('the network does not check');
  const classifier = classifierOf(graph, training);
  const engine = onnxEngine({ worker: new URL('./onnx-worker.js', import.meta.url) });
  const session = await engine.train(differentiate(graph, training), {
    weights: initializeWeights(graph, 1),
    seed: 1,
  });
  const feed = openFeed({ dataset, shapes: classifier, scale: unitScale, augment, seed: 1, threads, worker });
  const order = shuffled(allSamples(dataset), 1, 0);
  let [step, waited, images, started] = [0, 0, 0, 0];
  const source = feed.batches(order, batch, 0);
  for await (const computed of computeBatches(source, ({ images, target }) =>
    session.step({
      inputs: new Map([[classifier.inputName, images]]),
      targets: new Map([[classifier.outputName, target]]),
      rate: 0,
      step,
    }),
  )) {
    if (step++ < 3) {
      started = performance.now();
      continue;
    }
    waited += computed.waited;
    images += computed.batch.size;
  }
  const seconds = (performance.now() - started) / 1000;
  await Promise.all([session.dispose(), feed.close()]);
  return { share: waited / seconds, imagesPerSecond: images / seconds };
}

async function measure(name: string, text: string, dataset: Dataset, batch: number): Promise<void> {
  for (const threads of [1, 2]) {
    const { share, imagesPerSecond } = await train(text, dataset, threads, batch);
    const load = loadavg()[0].toFixed(1);
    console.log(`${name}, ${threads} threads: ${imagesPerSecond.toFixed(0)} images/s, load ${load}`);
    judge({ what: `  waited for data`, value: share, atMost: 0.1, show: percent });
  }
}

const folder = join(tmpdir(), `cnnc-feed-${process.pid}`);
try {
  console.log(`${availableParallelism()} cores`);
  const count = Number(process.env.PICTURES ?? 640);
  await makePictures(folder, count);
  const source = { kind: 'images', path: folder, resize: 'stretch' } as const;
  const common = { base: '.', part: 'train', input: [128, 128, 3], worker } as const;
  const notice = { onNotice: (text: string) => console.log(text) };
  const inFiles = (await openData(source, { ...common, ...notice, memory: 0 })) as Dataset;
  await measure('pictures from files', pictureNetwork, inFiles, 32);
  const inMemory = (await openData(source, { ...common, ...notice })) as Dataset;
  await measure('pictures in memory', pictureNetwork, inMemory, 32);
  const digits = (await openData(
    { kind: 'idx', path: 'examples/mnist/data' },
    { base: '.', part: 'train', input: [28, 28, 1] },
  )) as Dataset;
  await measure('digits', digitNetwork, digits, 64);
} finally {
  await rm(folder, { recursive: true, force: true });
}
