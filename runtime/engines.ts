// Engines by the name that `--engine` takes. Each is loaded when it is asked for.

import { EngineError, type Engine } from './engine.js';

async function onnx(): Promise<Engine> {
  const { onnxEngine, requireInstalled } = await import('./onnx/index.js');
  requireInstalled();
  return onnxEngine();
}

async function reference(): Promise<Engine> {
  const { referenceEngine } = await import('./reference/index.js');
  return referenceEngine;
}

/** `auto` is the fastest that works; the engine's own name says which that is. */
const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  auto: onnx,
  onnx,
  'onnx:cpu': onnx,
  reference,
};

export const engineNames: readonly string[] = Object.keys(engines);

/**
 * What an engine needs is loaded when it opens its first session; where that does not load, the
 * session throws an EngineError with the remedy.
 * @param name one of `engineNames`
 * @throws EngineError for another name, and where the engine's package is not installed
 */
export async function openEngine(name: string): Promise<Engine> {
  if (!Object.hasOwn(engines, name)) {
    throw new EngineError(
      `there is no engine ${JSON.stringify(name)}`,
      `choose one of ${engineNames.join(', ')}`,
    );
  }
  return engines[name]();
}
