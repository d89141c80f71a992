// What a network sees in pictures.

import type { Graph, GraphOutput } from '../compiler/graph/graph.js';
import { sizeOf } from '../compiler/graph/value.js';
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
  /** The classes of the first output that is a list of them, best first; empty where none is. */
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

/** What turns an output into probabilities, if anything does. */
function squashOf({ value }: GraphOutput, graph: Graph): 'softmax' | 'sigmoid' | undefined {
  const last = graph.ops.find(({ outputs }) => outputs.y === value);
  if (last?.kind === 'softmax') return 'softmax';
  return last?.kind === 'activation' && last.function.name === 'sigmoid' ? 'sigmoid' : undefined;
}

/** Several numbers in a row, or a single sigmoid. */
function listsClasses(output: GraphOutput, graph: Graph): boolean {
  const { shape } = graph.values[output.value];
  const units = sizeOf(shape);
  return shape.at(-1) === units && (units > 1 || squashOf(output, graph) === 'sigmoid');
}

/** The output whose numbers are ranked; probabilities go before other numbers. */
function classOutput(graph: Graph): GraphOutput | undefined {
  const lists = graph.outputs.filter((output) => listsClasses(output, graph));
  return lists.find((output) => squashOf(output, graph) !== undefined) ?? lists[0];
}

/** One score a class. A single number is the probability of class 1. */
function classScores(numbers: readonly number[]): readonly number[] {
  return numbers.length > 1 ? numbers : [1 - numbers[0], numbers[0]];
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
  const named = Object.fromEntries(outputs);
  const ranked = classOutput(graph);
  const scores = ranked === undefined ? [] : classScores(named[ranked.name]);
  return { input, outputs: named, top: rank(scores, options) };
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
    const names = graph.inputs.map(({ name }) => name).join(', ');
    throw new DataError(
      `${graph.name} has ${graph.inputs.length} inputs (${names}), but a picture fills one`,
      'give the network one input, or run what `cnnc build` makes of it',
    );
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
