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

/** What else a file may hold beside the weights, marked by a colon, which no weight has in its name. */
export type Mark = 'optimizer' | 'best';

/** Tensors under names that say what they are. */
export function marked(mark: Mark, tensors: Weights): Weights {
  return new Map([...tensors].map(([name, tensor]) => [`${mark}:${name}`, tensor]));
}

/** The tensors so marked, under their own names. */
export function markedAs(mark: Mark, tensors: Weights): Weights {
  const before = `${mark}:`;
  const chosen = [...tensors].filter(([name]) => name.startsWith(before));
  return new Map(chosen.map(([name, tensor]) => [name.slice(before.length), tensor]));
}

function unmarked(tensors: Weights): Weights {
  return new Map([...tensors].filter(([name]) => !name.includes(':')));
}

/** @throws WeightsError where the file cannot be read */
export async function readWeightsFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
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

export async function readSafetensors(file: string): Promise<Safetensors> {
  return decodeSafetensors(await readWeightsFile(file), file);
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
  const weights = matchWeights(unmarked(contents.tensors), graph, file);
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
  /** More metadata. */
  readonly metadata?: Iterable<readonly [string, string]>;
}

/** What a weights file says of its model. */
export function weightsMetadata(graph: Graph, labels: readonly string[] | undefined): [string, string][] {
  const own: [string, string][] = [
    ['format', 'cnnc'],
    ['model', graph.name],
    ['hash', modelHash(graph)],
  ];
  return labels === undefined ? own : [...own, ['labels', JSON.stringify(labels)]];
}

/**
 * Writes weights with the model's name, its hash and the labels of its classes, atomically.
 * @throws WriteError
 */
export async function saveWeights(
  file: string,
  graph: Graph,
  weights: Weights,
  { labels, metadata = [] }: WeightsNotes = {},
): Promise<void> {
  const notes = new Map([...weightsMetadata(graph, labels), ...metadata]);
  await writeAtomically(file, encodeSafetensors(weights, notes));
}
