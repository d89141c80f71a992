// What a network sees in pictures.

import type { Graph } from '../compiler/graph/graph.js';
import { sizeOf, type Shape } from '../compiler/graph/value.js';
import { DataError } from './data/data-error.js';
import { readImage } from './data/images.js';
import type { Engine, InferenceSession } from './engine.js';
import type { Tensor, Weights } from './tensor.js';

export interface PredictOptions {
  readonly graph: Graph;
  readonly weights: Weights;
  readonly engine: Engine;
  /** Paths of PNG or JPEG pictures. */
  readonly files: readonly string[];
  /** How many classes to list for each picture. */
  readonly top?: number | undefined;
  /** What the classes are called; their numbers where this is not given. */
  readonly labels?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RankedClass {
  readonly class: number;
  readonly label: string;
  /** The class's own output: a probability where the network ends in softmax or sigmoid. */
  readonly score: number;
}

export interface Prediction {
  readonly input: string;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
  /** The classes of the first output, best first; empty where that is not a list of classes. */
  readonly top: readonly RankedClass[];
}

/** Pictures at a time. */
const batch = 16;

function stack(images: readonly Tensor[]): Tensor {
  const [{ shape }] = images;
  const size = sizeOf(shape);
  const data = new Float32Array(images.length * size);
  images.forEach((image, row) => data.set(image.data, row * size));
  return { shape: [images.length, ...shape], data };
}

function endsInSigmoid(graph: Graph): boolean {
  const last = graph.ops.find(({ outputs }) => outputs.y === graph.outputs[0].value);
  return last?.kind === 'activation' && last.function.name === 'sigmoid';
}

/** One score a class. A single sigmoid is the probability of class 1; other shapes are no classes. */
function classScores(output: readonly number[], shape: Shape, graph: Graph): readonly number[] {
  if (shape.at(-1) !== output.length) return [];
  if (output.length > 1) return output;
  return endsInSigmoid(graph) ? [1 - output[0], output[0]] : [];
}

function rank(scores: readonly number[], { top = 5, labels }: PredictOptions): RankedClass[] {
  return scores
    .map((score, index) => ({ class: index, label: labels?.[index] ?? `${index}`, score }))
    .sort((first, second) => second.score - first.score || first.class - second.class)
    .slice(0, top);
}

function predictionOf(
  input: string,
  row: number,
  results: ReadonlyMap<string, Tensor>,
  options: PredictOptions,
): Prediction {
  const { graph } = options;
  const outputs = graph.outputs.map(({ name, value }): [string, number[]] => {
    const size = sizeOf(graph.values[value].shape);
    return [name, Array.from((results.get(name) as Tensor).data.subarray(row * size, (row + 1) * size))];
  });
  const firstShape = graph.values[graph.outputs[0].value].shape;
  return {
    input,
    outputs: Object.fromEntries(outputs),
    top: rank(classScores(outputs[0][1], firstShape, graph), options),
  };
}

async function predictFiles(
  session: InferenceSession,
  files: readonly string[],
  options: PredictOptions,
): Promise<Prediction[]> {
  const [{ name, value }] = options.graph.inputs;
  const { shape } = options.graph.values[value];
  const images = await Promise.all(files.map((file) => readImage(file, shape)));
  const results = await session.predict(new Map([[name, stack(images)]]));
  return files.map((file, row) => predictionOf(file, row, results, options));
}

/**
 * Runs pictures through a network. Pictures are stretched to its input.
 * @throws DataError where a picture cannot be read, or the network does not take one picture
 */
export async function predict(options: PredictOptions): Promise<Prediction[]> {
  const { graph, engine, weights, files, signal } = options;
  if (graph.inputs.length !== 1) {
    throw new DataError(`${graph.name} has ${graph.inputs.length} inputs; pictures fill one`);
  }
  const session = await engine.infer(graph, weights);
  try {
    const predictions: Prediction[] = [];
    for (let start = 0; start < files.length; start += batch) {
      signal?.throwIfAborted();
      predictions.push(...(await predictFiles(session, files.slice(start, start + batch), options)));
    }
    return predictions;
  } finally {
    await session.dispose();
  }
}
