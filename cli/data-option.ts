// Which data a command works on: that of `--data`, else that of the train block.

import { dirname } from 'node:path';
import type { Graph } from '../compiler/graph/graph.js';
import type { DataSource, TrainingOptions } from '../compiler/training-options.js';
import {
  Failure,
  guessSource,
  openData as openSource,
  type Dataset,
  type DataPart,
  type OpenDataOptions,
} from '../runtime/index.js';
import { standardInput } from './read-source.js';

/** How a command wants its data. */
export interface DataOptions extends Omit<OpenDataOptions, 'base' | 'part' | 'input'> {
  /** The network, for whose input pictures are brought to size. */
  readonly graph: Graph;
}

interface Place {
  readonly source: DataSource;
  readonly base: string;
}

/** `--data` names another path of the kind that the train block has, or of the kind that is found there. */
async function placeOf(
  file: string,
  { data }: TrainingOptions,
  path: string | undefined,
  onNotice: DataOptions['onNotice'],
): Promise<Place> {
  if (path === undefined && data === undefined) {
    throw new Failure(
      'the model does not say where its data is',
      'write `data images "folder/"` or another kind in its train block, or give --data PATH',
    );
  }
  if (path === undefined) {
    return { source: data as DataSource, base: file === standardInput ? '.' : dirname(file) };
  }
  if (data !== undefined) return { source: { ...data, path }, base: '.' };
  const { source, because } = await guessSource(path);
  onNotice?.(`Taking ${path} as \`data ${source.kind}\`, ${because}.`);
  return { source, base: '.' };
}

async function openPart(
  file: string,
  training: TrainingOptions,
  path: string | undefined,
  part: DataPart,
  { graph, ...options }: DataOptions,
): Promise<Dataset | undefined> {
  const input = graph.values[graph.inputs[0].value].shape;
  const { source, base } = await placeOf(file, training, path, options.onNotice);
  return openSource(source, { ...options, base, part, input });
}

/**
 * @param path as `--data` gives it, relative to where we are; the train block's is relative to the model's file
 * @throws Failure where there is no data, or none that can be read
 */
export async function openData(
  file: string,
  training: TrainingOptions,
  path: string | undefined,
  part: 'train' | 'test',
  options: DataOptions,
): Promise<Dataset> {
  return (await openPart(file, training, path, part, options)) as Dataset;
}

/**
 * What is held out, where the data comes with it; undefined where a share of the training samples has to do.
 * @throws Failure as `openData` does
 */
export async function openValidationData(
  file: string,
  training: TrainingOptions,
  path: string | undefined,
  options: DataOptions,
): Promise<Dataset | undefined> {
  return openPart(file, training, path, 'validation', { ...options, onNotice: undefined });
}
