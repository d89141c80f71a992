// How far the ONNX engine and the generated TypeScript lie apart on one network under the same
// calibrated weights, and how far once a kernel of one of them is off by 1 %.

import type { Graph } from '../../compiler/graph/graph.js';
import type { Engine } from '../../runtime/engine.js';
import { Random } from '../../runtime/random.js';
import type { Tensor, Weights } from '../../runtime/tensor.js';
import { calibratedWeights } from '../support/calibrated-weights.js';
import { generatedModel, predict } from '../support/generated-model.js';
import { randomPictures } from '../support/random-pictures.js';
import { relativeDifference } from '../support/relative-difference.js';
import { withInnerMaps } from './agreement-places.js';

/** max |a − b| / max |b| must stay below this, and not where a kernel is perturbed. */
export const bound = 1e-4;

/** Where values neither vanish nor explode: what the root of their mean square has to be between. */
export const scaleRange = { least: 0.02, most: 50 };

export interface Place {
  /** `quarter`, `half`, `three-quarters`, or the name of an output. */
  readonly name: string;
  readonly difference: number;
  /** The root of the mean square of the values. */
  readonly scale: number;
}

export interface Perturbation {
  readonly kernel: string;
  /** The largest of any place. */
  readonly difference: number;
}

export interface Agreement {
  readonly places: readonly Place[];
  /** Of the first, the middle and the last kernel, each alone. */
  readonly perturbations: readonly Perturbation[];
}

export interface AgreementOptions {
  readonly engine: Engine;
  readonly seed?: number;
  /** Samples in the batch that sets the statistics of batch normalisation. */
  readonly calibration?: number;
}

/** Compares on one sample, which is not of the calibration batch. */
export async function measureAgreement(network: Graph, options: AgreementOptions): Promise<Agreement> {
  const { engine, seed = 1, calibration = 4 } = options;
  const graph = withInnerMaps(network);
  const pictures = randomPictures(graph, new Random(seed, 'calibration'), calibration);
  const weights = await calibratedWeights(graph, engine, seed, pictures);

  const input = randomPictures(graph, new Random(seed, 'sample'), 1);
  const model = await generatedModel(graph, weights);
  const typescript = predict(model, structuredClone(input));
  model.dispose();
  const onnx = await onnxOutputs(graph, weights, input, engine);
  const places = graph.outputs.map(({ name }, i) => {
    const difference = relativeDifference(typescript[i], onnx[i]);
    return { name, difference, scale: scaleOf(onnx[i]) };
  });

  const perturbations: Perturbation[] = [];
  for (const kernel of someKernels(graph)) {
    const outputs = await onnxOutputs(graph, perturbed(weights, kernel), input, engine);
    const differences = outputs.map((output, i) => relativeDifference(typescript[i], output));
    perturbations.push({ kernel, difference: Math.max(...differences) });
  }
  return { places, perturbations };
}

/** What is wrong with it, in words; nothing where the engines agree and the measure is sharp. */
export function complaintsAbout({ places, perturbations }: Agreement): string[] {
  const apart = places.filter(({ difference }) => !(difference < bound));
  const outOfScale = places.filter(({ scale }) => !(scale >= scaleRange.least && scale <= scaleRange.most));
  const unnoticed = perturbations.filter(({ difference }) => !(difference >= bound));
  return [
    ...apart.map(({ name, difference }) => `${name} differs by ${difference.toExponential(1)}`),
    ...outOfScale.map(({ name, scale }) => `the values of ${name} are of the size ${scale.toExponential(1)}`),
    ...unnoticed.map(({ kernel }) => `1 % of ${kernel} goes unnoticed`),
  ];
}

async function onnxOutputs(
  graph: Graph,
  weights: Weights,
  input: ReadonlyMap<string, Tensor>,
  engine: Engine,
): Promise<Float32Array[]> {
  const session = await engine.infer(graph, weights);
  const outputs = await session.predict(structuredClone(input));
  await session.dispose();
  return graph.outputs.map(({ name }) => (outputs.get(name) as Tensor).data);
}

function someKernels(graph: Graph): Set<string> {
  const kernels = graph.weights.map(({ name }) => name).filter((name) => name.endsWith('/kernel'));
  return new Set([kernels[0], kernels[Math.floor(kernels.length / 2)], kernels[kernels.length - 1]]);
}

function perturbed(weights: Weights, kernel: string): Weights {
  const { shape, data } = weights.get(kernel) as Tensor;
  return new Map([...weights, [kernel, { shape, data: data.map((number) => number * 1.01) }]]);
}

function scaleOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum / values.length);
}
