// What a network sees in pictures, or in arrays of numbers.

import type { Graph, GraphOutput } from '../compiler/graph/graph.js';
import { sizeOf, type Shape } from '../compiler/graph/value.js';
import { DataError } from './data/data-error.js';
import type { BrokenSample } from './data/dataset.js';
import { defaultTreatment, type InputTreatment } from './data/input-treatment.js';
import { checkTakesPictures } from './data/pictures/decode-picture.js';
import { checkTreatment, isArrayFile, readInputs, type NamedInput } from './data/read-inputs.js';
import type { Engine, InferenceSession } from './engine.js';
import type { Tensor, Weights } from './tensor.js';

export interface PredictOptions {
  readonly graph: Graph;
  readonly weights: Weights;
  readonly engine: Engine;
  /** Paths of pictures, or of .npy files with a sample or many. */
  readonly files: readonly string[];
  /** What was done to samples in training, as the weights say; bytes as 0..1 and pictures stretched by default. */
  readonly treatment?: InputTreatment | undefined;
  /** How many classes to list for each picture. */
  readonly top?: number | undefined;
  /** What the classes are called; their numbers where this is not given. */
  readonly labels?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each file that cannot be read, and the others are answered; without it the first is thrown. */
  readonly onBroken?: ((broken: BrokenFile) => void) | undefined;
}

export interface BrokenFile extends BrokenSample {
  readonly remedy: string | undefined;
}

export interface RankedClass {
  readonly class: number;
  readonly label: string;
  /** The class's own output: a probability where the network ends in softmax or sigmoid. */
  readonly score: number;
}

export interface Prediction {
  /** The file; of one with several samples also which. */
  readonly input: string;
  readonly outputs: Readonly<Record<string, readonly number[]>>;
  /** The classes of the first output that is a list of them, best first; empty where none is. */
  readonly top: readonly RankedClass[];
}

/** Files that are read at a time, and samples that are computed at a time. */
const batch = 16;

function stack(inputs: readonly NamedInput[], shape: Shape): Tensor {
  const size = sizeOf(shape);
  const data = new Float32Array(inputs.length * size);
  inputs.forEach((input, row) => data.set(input.data, row * size));
  return { shape: [inputs.length, ...shape], data };
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

/** The samples of some files, in order; a broken one has none. */
async function readFiles(
  files: readonly string[],
  input: Shape,
  { treatment = defaultTreatment, onBroken }: PredictOptions,
): Promise<NamedInput[]> {
  const found = await Promise.allSettled(files.map((file) => readInputs(file, input, treatment)));
  return found.flatMap((each, at) => {
    if (each.status === 'fulfilled') return each.value;
    const reason: unknown = each.reason;
    if (onBroken === undefined || !(reason instanceof DataError)) throw reason;
    onBroken({ file: files[at], reason: reason.message, remedy: reason.remedy });
    return [];
  });
}

async function predictInputs(
  session: InferenceSession,
  inputs: readonly NamedInput[],
  options: PredictOptions,
): Promise<Prediction[]> {
  const [{ name, value }] = options.graph.inputs;
  const stacked = stack(inputs, options.graph.values[value].shape);
  const results = await session.predict(new Map([[name, stacked]]));
  return inputs.map((input, row) => predictionOf(input.name, row, results, options));
}

function onlyInput({ inputs, name, values }: Graph): Shape {
  if (inputs.length === 1) return values[inputs[0].value].shape;
  throw new DataError(
    `${name} has ${inputs.length} inputs (${inputs.map((input) => input.name).join(', ')}), but a picture fills one`,
    'give the network one input, or run what `cnnc build` makes of it',
  );
}

/**
 * Runs pictures through a network, treated as those that it was trained on.
 * @throws DataError where a file cannot be read, or the network does not take one picture
 */
export async function predict(options: PredictOptions): Promise<Prediction[]> {
  const { graph, engine, weights, files, treatment = defaultTreatment, signal } = options;
  const input = onlyInput(graph);
  checkTreatment(treatment, input);
  if (!files.every(isArrayFile)) checkTakesPictures(input);
  const session = await engine.infer(graph, weights);
  try {
    const predictions: Prediction[] = [];
    for (let start = 0; start < files.length; start += batch) {
      const inputs = await readFiles(files.slice(start, start + batch), input, options);
      for (let from = 0; from < inputs.length; from += batch) {
        signal?.throwIfAborted();
        predictions.push(...(await predictInputs(session, inputs.slice(from, from + batch), options)));
      }
    }
    return predictions;
  } finally {
    await session.dispose();
  }
}
