// The backends on TensorFlow's own library: tfjs-node on the CPU, tfjs-node-gpu on CUDA. Each brings
// an instance of TensorFlow.js of its own, which is the only one used with it.

import { createRequire } from 'node:module';
import { EngineError } from '../engine.js';
import { Device, type OpenDevice } from './device.js';
import { loadPackage, quieten, type Require } from './packages.js';
import type { TensorFlow } from './tensorflow.js';

export type NodePackage = '@tensorflow/tfjs-node' | '@tensorflow/tfjs-node-gpu';

/** What the backend says of itself. */
interface NodeBackend {
  readonly isUsingGpuDevice: boolean;
}

/** @throws EngineError where the package, its native part or the GPU is not there */
export async function openNode(require: Require, name: NodePackage, remedy: string): Promise<OpenDevice> {
  restoreTypeChecks();
  // Its native part is downloaded when it is installed, which install scripts or servers may not allow.
  const repair = `npm rebuild ${name} --build-addon-from-source`;
  const tf = loadPackage(require, name, remedy, repair) as TensorFlow;
  quieten(tf);
  await tf.ready();
  const backend = tf.findBackend('tensorflow') as unknown as NodeBackend | null;
  if (backend === null) throw new EngineError(`the backend of ${name} does not start`, remedy);
  if (name === '@tensorflow/tfjs-node-gpu') requireGpu(backend, name);
  return { device: new Device(tf, 'tensorflow'), close() {} };
}

/** TensorFlow computes on the CPU, and says nothing, where it finds no GPU. */
function requireGpu({ isUsingGpuDevice }: NodeBackend, name: NodePackage): void {
  if (isUsingGpuDevice) return;
  throw new EngineError(
    `${name} finds no GPU, and would compute on the CPU`,
    'install the driver of NVIDIA, CUDA 11.2 and cuDNN 8.1 (`nvidia-smi` shows the GPU), or choose tfjs:node',
  );
}

/** Node 23 has taken functions out of `util` that tfjs-node 4.22 calls. */
function restoreTypeChecks(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}
