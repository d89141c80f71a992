// The options of the commands that compute, and the engine that they ask for.

import { Option } from 'commander';
import { engineNames, openEngine, type Engine } from '../runtime/index.js';
import type { ModelOptions } from './model-options.js';
import { remark } from './output.js';

export interface EngineOptions extends ModelOptions {
  readonly engine: string;
}

export function engineOption(): Option {
  return new Option('--engine <name>', 'what computes').choices(engineNames).default('auto');
}

/**
 * Says which engine it is where the choice was left open.
 * @throws EngineError with the remedy where it cannot start
 */
export async function openChosenEngine(options: EngineOptions): Promise<Engine> {
  const engine = await openEngine(options.engine);
  if (options.engine === 'auto') remark(`Computing with ${engine.name}.`, options);
  return engine;
}
