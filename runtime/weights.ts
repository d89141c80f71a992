// Weights files: safetensors that say which model they belong to and what its classes are called.

import { readFile } from 'node:fs/promises';
import type { Graph } from '../compiler/graph/graph.js';
import { writeAtomically } from './atomic-file.js';
import { systemCode } from './failure.js';
import { modelHash } from './model-hash.js';
import { decodeSafetensors, encodeSafetensors, type Safetensors } from './safetensors.js';
import type { Weights } from './tensor.js';
import { WeightsError } from './weights-error.js';
import { matchWeights } from './weights-match.js';

export interface LoadedWeights {
  readonly weights: Weights;
  /** What the classes are called, in order; undefined where the file does not say. */
  readonly labels: readonly string[] | undefined;
  /** What a person should know although the weights fit. */
  readonly warnings: readonly string[];
  /** All that the file says of itself. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** A state of the optimizer is stored under its name with this before it; no weight has a colon. */
const optimizerPrefix = 'optimizer:';

export async function readSafetensors(file: string): Promise<Safetensors> {
  try {
    return decodeSafetensors(await readFile(file), file);
  } catch (error) {
    if (error instanceof WeightsError) throw error;
    const causes: Readonly<Record<string, string>> = {
      ENOENT: 'does not exist',
      EISDIR: 'is a folder',
      ERR_FS_FILE_TOO_LARGE: 'is larger than 2 GiB',
    };
    const cause = causes[systemCode(error)] ?? 'cannot be read';
    throw new WeightsError(`the weights file ${file} ${cause}`, 'check the path, or train the model', {
      cause: error,
    });
  }
}

/** The tensors whose name starts with the optimizer's mark, without it; or the others. */
function partOf(tensors: Weights, optimizer: boolean): Weights {
  const chosen = [...tensors].filter(([name]) => name.startsWith(optimizerPrefix) === optimizer);
  return new Map(
    chosen.map(([name, tensor]) => [optimizer ? name.slice(optimizerPrefix.length) : name, tensor]),
  );
}

/** The optimizer's state in a file, under the names that engines use. */
export function optimizerStateIn(file: Safetensors): Weights {
  return partOf(file.tensors, true);
}

function readLabels(metadata: ReadonlyMap<string, string>): string[] | undefined {
  try {
    const labels: unknown = JSON.parse(metadata.get('labels') ?? 'null');
    if (!Array.isArray(labels)) return undefined;
    return labels.every((label) => typeof label === 'string') ? labels : undefined;
  } catch {
    return undefined;
  }
}

function warningsFor(file: string, metadata: ReadonlyMap<string, string>, graph: Graph): string[] {
  const hash = metadata.get('hash');
  if (hash === undefined || hash === modelHash(graph)) return [];
  const trained = metadata.get('model') ?? 'another model';
  return [`${file} was trained for another version of ${trained}: the weights fit, but the layers differ`];
}

/**
 * The weights in a file that was read, checked against a network.
 * @throws WeightsError where they are those of another model
 */
export function weightsIn(contents: Safetensors, graph: Graph, file: string): LoadedWeights {
  const { metadata } = contents;
  const weights = matchWeights(partOf(contents.tensors, false), graph, file);
  return { weights, labels: readLabels(metadata), warnings: warningsFor(file, metadata, graph), metadata };
}

/**
 * Reads the weights of a network; a checkpoint's optimizer state is left aside.
 * @throws WeightsError where the file cannot be read or holds the weights of another model
 */
export async function loadWeights(file: string, graph: Graph): Promise<LoadedWeights> {
  return weightsIn(await readSafetensors(file), graph, file);
}

export interface WeightsNotes {
  readonly labels?: readonly string[] | undefined;
  /** Stored beside the weights, for a training that goes on. */
  readonly optimizerState?: Weights;
  /** More metadata. */
  readonly metadata?: ReadonlyMap<string, string>;
}

function metadataOf(
  graph: Graph,
  { labels, metadata = new Map<string, string>() }: WeightsNotes,
): Map<string, string> {
  const own: [string, string][] = [
    ['format', 'cnnc'],
    ['model', graph.name],
    ['hash', modelHash(graph)],
  ];
  if (labels !== undefined) own.push(['labels', JSON.stringify(labels)]);
  return new Map([...own, ...metadata]);
}

/**
 * Writes weights with the model's name, its hash and the labels of its classes, atomically.
 * @throws WriteError
 */
export async function saveWeights(
  file: string,
  graph: Graph,
  weights: Weights,
  notes: WeightsNotes = {},
): Promise<void> {
  const state = [...(notes.optimizerState ?? [])].map(
    ([name, tensor]) => [`${optimizerPrefix}${name}`, tensor] as const,
  );
  await writeAtomically(file, encodeSafetensors(new Map([...weights, ...state]), metadataOf(graph, notes)));
}
