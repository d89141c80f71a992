// The options of the commands that compute, and the engine that they ask for.

import { InvalidArgumentError, Option } from 'commander';
import { engineOffers } from '../runtime/engines.js';
import { engineNames, openEngine, type Engine, type EngineUse } from '../runtime/index.js';
import type { ModelOptions } from './model-options.js';
import { wholeNumber } from './number-argument.js';
import { remark } from './output.js';

export interface EngineOptions extends ModelOptions {
  readonly engine: string;
}

export function engineOption(): Option {
  return new Option('--engine <name>', 'what computes').choices(engineNames).default('auto');
}

/** `--engine` of the commands that compare engines. */
export function enginesOption(description: string): Option {
  const names = engineOffers.map(({ name }) => name);
  return new Option('--engine <name>', description)
    .choices(names)
    .argParser((name: string, earlier: readonly string[] | undefined) => {
      if (!names.includes(name)) throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}.`);
      return [...new Set([...(earlier ?? []), name])];
    });
}

export function limitOption(seconds: number): Option {
  return new Option('--limit <seconds>', 'stop an engine that takes longer')
    .argParser(wholeNumber(1))
    .default(seconds);
}

/**
 * Says which engine it is where the choice was left open, and which would have gone before it.
 * @throws EngineError with the remedy where it cannot start
 */
export async function openChosenEngine(
  options: EngineOptions,
  use: Pick<EngineUse, 'training'> = {},
): Promise<Engine> {
  const engine = await openEngine(options.engine, {
    ...use,
    onPassedOver: ({ name }, reason) =>
      remark(`${name} does not start (cnnc doctor says more): ${reason}`, options),
  });
  if (engine.name !== options.engine) remark(`Computing with ${engine.name}.`, options);
  return engine;
}
