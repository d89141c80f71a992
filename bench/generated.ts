// Measures the two kinds of generated TypeScript against each other: the module for predictions and that of
// tfjs layers, on the wasm backend, in turn in one process; and what bundles of them weigh.

import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { emitTypeScriptInference } from '../compiler/emit/typescript-inference/index.js';
import { emitTypeScript } from '../compiler/emit/typescript/index.js';
import { compile, type Graph } from '../compiler/index.js';
import { optimize } from '../compiler/passes/optimize/index.js';
import { encodeSafetensors } from '../runtime/safetensors.js';
import type { Weights } from '../runtime/tensor.js';
import { format, interleave } from './interleave.js';
import { judge, percent, times } from './judge.js';
import { randomWeights } from './mnist.js';

const rounds = 15;
const folder = '.tmp/bench/generated';
const networks = [
  { name: 'MobileNet v2', file: 'examples/zoo/mobilenet-v2.cnn', set: {} },
  { name: 'ResNet-18', file: 'examples/zoo/resnet.cnn', set: { depth: 18 } },
];

/** What the module of layers exports. */
interface LayersModule {
  createModel(): tf.LayersModel;
  loadWeights(model: tf.LayersModel, file: Uint8Array): void;
}

interface InferenceModule {
  createModel(file: Uint8Array): { predict(image: tf.Tensor): tf.Tensor; dispose(): void };
}

interface Modules {
  /** The paths of their texts. */
  readonly layers: string;
  readonly inference: string;
}

async function writeModules(name: string, graph: Graph): Promise<Modules> {
  const path = (kind: string) => `${folder}/${name.replace(/\W/g, '-')}-${kind}.ts`;
  const options = { sourceName: name };
  const paths = { layers: path('layers'), inference: path('inference') };
  await mkdir(folder, { recursive: true });
  await writeFile(paths.layers, await emitTypeScript(graph, options));
  await writeFile(paths.inference, await emitTypeScriptInference(optimize(graph).graph, options));
  return paths;
}

async function load(path: string): Promise<unknown> {
  const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', format: 'esm' });
  const script = path.replace(/ts$/, 'mjs');
  await writeFile(script, code);
  return import(pathToFileURL(script).href);
}

function preparedFile(graph: Graph, weights: Weights): Uint8Array {
  const optimized = optimize(graph);
  const numbers = optimized.weights(weights);
  const tensors = optimized.graph.weights.map(({ name, value }) => {
    const data = numbers.get(name)?.data ?? new Float32Array();
    return [name, { shape: optimized.graph.values[value].shape, data }] as const;
  });
  return encodeSafetensors(new Map(tensors));
}

async function compareSpeed(name: string, graph: Graph, modules: Modules): Promise<void> {
  const weights = randomWeights(graph);
  const layers = (await load(modules.layers)) as LayersModule;
  const model = layers.createModel();
  layers.loadWeights(model, encodeSafetensors(weights));
  const module = (await load(modules.inference)) as InferenceModule;
  const predictor = module.createModel(preparedFile(graph, weights));
  const image = tf.randomUniform([1, 224, 224, 3], 0, 1, 'float32', 1);
  const runs = {
    layers: () => numbersOf(model.predict(image) as tf.Tensor),
    inference: () => numbersOf(predictor.predict(image)),
  };
  const [theirs, ours] = [await runs.layers(), await runs.inference()];
  const difference = Math.max(...theirs.map((value, i) => Math.abs(value - ours[i])));
  if (!(difference < 1e-4)) throw new Error(`the modules of ${name} differ by ${difference}`);
  const measured = await interleave(runs, rounds);
  tf.dispose([image, model.weights.map((weight) => weight.read())]);
  predictor.dispose();
  console.log(
    `${name}, batch 1 on wasm: ${format(measured.inference)}, tfjs layers ${format(measured.layers)}`,
  );
  const [best, layersBest] = [measured.inference.times[0], measured.layers.times[0]];
  console.log(`best ${best.toFixed(1)} ms, tfjs layers ${layersBest.toFixed(1)} ms`);
  const ratio = measured.layers.median / measured.inference.median;
  judge({ what: `${name} against tfjs layers`, value: ratio, atLeast: 1.8, show: times });
}

async function numbersOf(tensor: tf.Tensor): Promise<Float32Array> {
  const numbers = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return numbers;
}

/** Minified, with the wasm backend; the weights and the backend's own wasm file are no part of it. */
async function bundle(path: string, alias: Record<string, string> = {}): Promise<Uint8Array> {
  const contents = `import '@tensorflow/tfjs-backend-wasm'; export * from './${path}';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    alias,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}

async function compareBundles(name: string, modules: Modules): Promise<void> {
  // The module of layers imports all of tfjs; this is the part of it that the module calls.
  const lean = `${folder}/lean.ts`;
  await writeFile(lean, "export * from '@tensorflow/tfjs-core';\nexport * from '@tensorflow/tfjs-layers';\n");
  const [ours, theirs, leanest] = await Promise.all([
    bundle(modules.inference),
    bundle(modules.layers),
    bundle(modules.layers, { '@tensorflow/tfjs': `./${lean}` }),
  ]);
  const size = (bytes: Uint8Array) =>
    `${(bytes.length / 1000).toFixed(0)} kB (${(gzipSync(bytes).length / 1000).toFixed(0)} kB gzipped)`;
  console.log(
    `bundle of ${name}: ${size(ours)}; of layers ${size(theirs)}, ${size(leanest)} with layers and core alone`,
  );
  const share = ours.length / theirs.length;
  judge({ what: 'share of the bundle of layers', value: share, atMost: 0.5, show: percent });
}

const backend = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
setWasmPaths(dirname(backend) + sep);
if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend of tfjs does not start');
for (const { name, file, set } of networks) {
  const { graph } = compile(await readFile(file, 'utf8'), { file, set });
  if (graph === undefined) throw new Error(`${file} has mistakes`);
  const modules = await writeModules(name, graph);
  await compareSpeed(name, graph, modules);
  await compareBundles(name, modules);
}
