// Loads the packages of TensorFlow.js, all of them optional, as Node's own `require` finds them: so
// that each gets the one instance of tfjs-core that the others get. What does not load is told apart:
// not installed, or installed without its native part.

import { createRequire } from 'node:module';
import { EngineError } from '../engine.js';
import { reasonOf, systemCode } from '../failure.js';
import type { TensorFlow } from './tensorflow.js';

/** How packages are loaded: by the name of each. Tests look for them in another folder. */
export type Require = (name: string) => unknown;

/** From a folder, as a script in it would; from where cnnc lies by default. */
export function requireFrom(folder?: string): Require {
  return createRequire(folder === undefined ? import.meta.url : `${folder}/script.js`);
}

/**
 * @param remedy what brings the package
 * @param repair what brings its native part
 * @throws EngineError where it does not load
 */
export function loadPackage(require: Require, name: string, remedy: string, repair = remedy): unknown {
  try {
    return require(name);
  } catch (error) {
    throw notLoaded(name, error, remedy, repair);
  }
}

/** Tells a package that is not there from one whose native part is missing or does not fit. */
export function notLoaded(name: string, error: unknown, remedy: string, repair = remedy): EngineError {
  const reason = reasonOf(error).trim();
  // Of a package that is there, a file or another package may be what is missing.
  const isMissing =
    ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(systemCode(error)) && reason.includes(`'${name}'`);
  return isMissing
    ? new EngineError(`${name} is not installed`, remedy, { cause: error })
    : new EngineError(`${name} is installed and does not load: ${reason}`, repair, { cause: error });
}

/** The core, without the greeting that its CPU backend prints in Node. */
export function loadCore(require: Require, remedy: string): TensorFlow {
  const tf = loadPackage(require, '@tensorflow/tfjs-core', remedy) as TensorFlow;
  quieten(tf);
  return tf;
}

export function quieten(tf: TensorFlow): void {
  tf.env().set('PROD', true);
}

/**
 * Starts a backend that a package has registered, without leaving it chosen where another was.
 * @throws EngineError where the package has registered it with another tfjs-core, or it does not start
 */
export async function startBackend(
  tf: TensorFlow,
  backend: string,
  name: string,
  remedy: string,
): Promise<void> {
  if (tf.findBackendFactory(backend) === null) {
    throw new EngineError(
      `${name} and @tensorflow/tfjs-core do not belong together: there are two copies of tfjs-core`,
      'npm dedupe @tensorflow/tfjs-core',
    );
  }
  const before = tf.getBackend() as string | null | undefined;
  const isStarted = await tf.setBackend(backend);
  if (before !== undefined && before !== null && before !== backend) await tf.setBackend(before);
  if (!isStarted) throw new EngineError(`${name} is installed and does not start`, remedy);
}
