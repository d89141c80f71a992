// The weights that a command computes with: one network's, or those of several that are averaged.

import { Option } from 'commander';
import type { Graph, Loss } from '../compiler/graph/graph.js';
import { ensembleEngine } from '../runtime/ensemble/ensemble-engine.js';
import { loadMembers, type LoadedMember } from '../runtime/ensemble/load-members.js';
import type { Engine } from '../runtime/index.js';
import { remark } from './output.js';
import type { GlobalOptions } from './terminal.js';

export interface WeightsOptions extends GlobalOptions {
  readonly weights: readonly string[];
}

export type Members = readonly [LoadedMember, ...LoadedMember[]];

export function weightsOption(): Option {
  return new Option('--weights <path>', 'what cnnc train wrote, a file or a run folder; several are averaged')
    .argParser((path: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), path])
    .makeOptionMandatory();
}

/**
 * Loads what `--weights` names, and says what a person should know of it.
 * @throws WeightsError
 */
export async function loadChosen(options: WeightsOptions, graph: Graph): Promise<Members> {
  const members = await loadMembers(options.weights, graph);
  for (const { warnings } of members) for (const warning of warnings) remark(`warning: ${warning}`, options);
  return members;
}

/** An engine whose sessions average what the members say; of one network, the engine itself. */
export function averaging(engine: Engine, loaded: Members, graph: Graph, loss: Loss): Engine {
  if (loaded.length === 1) return engine;
  const [first, ...others] = loaded.map(({ weights, treatment }) => ({ weights, scale: treatment.scale }));
  return ensembleEngine({ engine, members: [first, ...others], graph, loss });
}
