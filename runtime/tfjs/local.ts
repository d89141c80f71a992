// The backends in plain JavaScript and in WebAssembly: no device to look for, and none to release.

import { Device, type OpenDevice } from './device.js';
import { loadCore, loadPackage, startBackend, type Require } from './packages.js';

/** @throws EngineError where a package is missing or does not load */
export async function openLocal(
  require: Require,
  backend: 'cpu' | 'wasm',
  remedy: string,
): Promise<OpenDevice> {
  const tf = loadCore(require, remedy);
  const name = `@tensorflow/tfjs-backend-${backend}`;
  loadPackage(require, name, remedy);
  await startBackend(tf, backend, name, remedy);
  return { device: new Device(tf, backend), close() {} };
}
