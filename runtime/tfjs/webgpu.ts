// The backend on WebGPU, which Node has through Dawn, the package `webgpu`. A process does not end
// while Dawn's instance lives, so it is made for the first session and let go with the last.

import { EngineError } from '../engine.js';
import { reasonOf } from '../failure.js';
import { Device, lostDevice, type OpenDevice } from './device.js';
import { loadCore, loadPackage, notLoaded, startBackend, type Require } from './packages.js';
import type { TensorFlow } from './tensorflow.js';

const backend = 'webgpu';
const backendPackage = '@tensorflow/tfjs-backend-webgpu';

/** Variables by which a person names the Vulkan driver to use, a software one included. */
const driverVariables = ['VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES'];
const driverRemedy =
  'install the driver of the GPU (on Linux that of Vulkan; `vulkaninfo --summary` lists it), or choose tfjs:wasm';

interface Gpu {
  requestAdapter(options?: object): Promise<Adapter | null>;
}

interface Adapter {
  readonly info?: { readonly description?: string; readonly isFallbackAdapter?: boolean };
}

/** What is used of the package `webgpu`. */
export interface Dawn {
  readonly create: (options: string[]) => unknown;
  readonly globals: object;
}

/** How Dawn is loaded: a module, which `require` does not take. Tests hand in another way. */
export type ImportDawn = () => Promise<Dawn>;

/** What the backend keeps of its device. */
interface GpuBackend {
  readonly device: {
    readonly lost: Promise<{ readonly message: string }>;
    onuncapturederror: ((event: { readonly error: Error }) => void) | null;
    destroy(): void;
  };
}

const importDawn: ImportDawn = () => import('webgpu');

/** @throws EngineError where a package, its native part or the GPU is not there */
export async function openWebGpu(
  require: Require,
  remedy: string,
  load: ImportDawn = importDawn,
): Promise<OpenDevice> {
  const tf = loadCore(require, remedy);
  const dawn = await load().catch((error: unknown) => {
    throw notLoaded('webgpu', error, remedy);
  });
  const forget = provide(dawn);
  try {
    await requireAdapter();
    loadPackage(require, backendPackage, remedy);
    await startBackend(tf, backend, backendPackage, remedy);
    return openDevice(tf, forget);
  } catch (error) {
    forget();
    throw error;
  }
}

let kept: unknown;

/** Puts WebGPU where browsers have it, as the backend expects; returns what takes it away again. */
function provide({ create, globals }: Dawn): () => void {
  const missing = Object.entries(globals).filter(([name]) => !(name in globalThis));
  Object.assign(globalThis, Object.fromEntries(missing));
  const known = (globalThis as { navigator?: object }).navigator;
  if (known !== undefined && 'gpu' in known) return () => {};
  const navigator = known ?? {};
  Object.defineProperty(navigator, 'gpu', { value: (kept ??= create([])), configurable: true });
  // Node has a navigator of its own since version 21.
  if (known === undefined)
    Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return () => {
    Reflect.deleteProperty(navigator, 'gpu');
    if (known === undefined) Reflect.deleteProperty(globalThis, 'navigator');
  };
}

/** The backend asks too, and reads on where there is none (tensorflow/tfjs#8065). */
async function requireAdapter(): Promise<void> {
  const { gpu } = (globalThis as unknown as { navigator: { gpu: Gpu } }).navigator;
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    throw new EngineError('WebGPU finds no GPU: there is no adapter', driverRemedy);
  }
  if (adapter.info?.isFallbackAdapter !== true || driverVariables.some((name) => process.env[name])) return;
  const name = adapter.info.description ?? 'a software driver';
  throw new EngineError(`WebGPU finds no GPU: ${name} would compute on the CPU`, driverRemedy);
}

function refused(error: Error): EngineError {
  return new EngineError(
    `tfjs:webgpu cannot compute this network: ${reasonOf(error)}`,
    'choose another engine, such as tfjs:wasm',
    { cause: error },
  );
}

/** Closing takes the backend, its buffers and its device; the next session registers a new one. */
function openDevice(tf: TensorFlow, forget: () => void): OpenDevice {
  const factory = tf.findBackendFactory(backend);
  const { device } = tf.findBackend(backend) as unknown as GpuBackend;
  let isClosed = false;
  const lost = new Promise<never>((_, reject) => {
    void device.lost.then(({ message }) => {
      if (!isClosed) reject(lostDevice('tfjs:webgpu', message));
    });
    // What the GPU refuses to compute leaves wrong numbers behind, not an error where it was asked for.
    device.onuncapturederror = ({ error }) => reject(refused(error));
  });
  // Who waits for a result hears of it; if nobody does, the next who asks will.
  lost.catch(() => {});
  return {
    device: new Device(tf, backend, lost),
    close() {
      isClosed = true;
      tf.removeBackend(backend);
      device.destroy();
      forget();
      // Never chosen unless it is asked for: without a session there is no GPU to find.
      tf.registerBackend(backend, factory, 0);
    },
  };
}
