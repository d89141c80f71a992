// Loads onnxruntime-node, an optional dependency, when an engine is first used.

import { createRequire } from 'node:module';
import { installCommand as remedy } from './remedies.js';
import { EngineError } from '../engine.js';

export type OnnxRuntime = typeof import('onnxruntime-node');

/** How the package is loaded; tests hand in another way. */
export type Importer = () => Promise<OnnxRuntime>;

const notInstalled = 'onnxruntime-node is not installed';

/** Throws an EngineError where the package, or its native library, is not there. */
export async function loadRuntime(
  importer: Importer = () => import('onnxruntime-node'),
): Promise<OnnxRuntime> {
  try {
    const runtime = await importer();
    // What goes wrong is thrown; ONNX Runtime would print it as well.
    runtime.env.logLevel = 'fatal';
    return runtime;
  } catch (error) {
    throw new EngineError(describe(error), remedy, { cause: error });
  }
}

/**
 * Looks for the package without loading it, so that its absence is told before anything begins.
 * @throws EngineError with the remedy
 */
export function requireInstalled(): void {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
  } catch (error) {
    throw new EngineError(notInstalled, remedy, { cause: error });
  }
}

function describe(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return isMissing(error) ? notInstalled : `onnxruntime-node does not load: ${reason}`;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
}
