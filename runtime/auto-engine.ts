// The fastest engine that works here: a fixed order, a glance that costs next to nothing, and only then a try.

import { EngineError, type Engine } from './engine.js';
import { openOffer, whyNotHere, type EngineOffer, type EngineUse } from './engine-offer.js';
import { hasGpu, hasNvidiaGpu } from './gpu-driver.js';
import { onnxHas } from './installed-package.js';

interface Preference {
  readonly name: string;
  /** Whether it is worth loading at all; always where it is not given. */
  readonly glance?: () => boolean;
}

/**
 * The fastest first, for networks large enough to wait for. A GPU that is driven natively goes before
 * one behind WebGPU; with no GPU, ONNX Runtime's CPU before the native TensorFlow, and that before what
 * runs in JavaScript's virtual machine. Not in it: engines that leave part of a network to the CPU.
 */
const fastestFirst: readonly Preference[] = [
  { name: 'onnx:cuda', glance: () => onnxHas('libonnxruntime_providers_cuda.so') && hasNvidiaGpu() },
  { name: 'tfjs:node-gpu', glance: hasNvidiaGpu },
  { name: 'onnx:webgpu', glance: hasGpu },
  { name: 'onnx:cpu' },
  { name: 'tfjs:node' },
  { name: 'tfjs:webgpu', glance: hasGpu },
  { name: 'tfjs:wasm' },
  { name: 'tfjs:cpu' },
];

/** Comes with cnnc: where it is missing, that is worth a word. */
const embedded = 'onnx:cpu';

/**
 * Opens the first of these, in the order of preference, that starts here and does what is wanted.
 * @throws EngineError where none does: what the embedded engine says, where it is among them
 */
export async function openFastest(offers: readonly EngineOffer[], use: EngineUse): Promise<Engine> {
  const wanted = offers.filter((offer) => suits(offer, use));
  const failures = new Map<EngineOffer, EngineError>();
  for (const offer of worthTrying(wanted)) {
    try {
      const engine = await openWhole(offer);
      for (const [passedOver, { message }] of failures) use.onPassedOver?.(passedOver, message);
      return engine;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      failures.set(offer, error);
    }
  }
  throw mostTelling(failures) ?? noneHere(wanted);
}

function suits({ inferenceOnly }: EngineOffer, { training }: EngineUse): boolean {
  return training !== true || inferenceOnly !== true;
}

/**
 * Those of the offers that are tried, in the order of preference; the looks at later ones are taken
 * only if someone asks for them.
 */
export function* worthTrying(offers: readonly EngineOffer[]): Generator<EngineOffer> {
  for (const { name, glance } of fastestFirst) {
    const offer = offers.find((candidate) => candidate.name === name);
    if (offer === undefined || glance?.() === false) continue;
    if (name === embedded || whyNotHere(offer) === undefined) yield offer;
  }
}

function mostTelling(failures: ReadonlyMap<EngineOffer, EngineError>): EngineError | undefined {
  const inOrder = [...failures];
  const [, error] = inOrder.find(([{ name }]) => name === embedded) ?? inOrder.at(0) ?? [];
  return error;
}

/**
 * The embedded engine starts later than it is opened, so that commands start sooner; by then it would be
 * too late for another. A GPU that turns out to be software is one that is not there.
 */
async function openWhole(offer: EngineOffer): Promise<Engine> {
  const engine = await openOffer(offer);
  if (offer.name === embedded && !onnxHas('onnxruntime_binding.node')) {
    throw new EngineError('onnxruntime-node is installed without its native part', offer.remedy);
  }
  const { adapter } = engine;
  if (adapter?.isSoftware !== true) return engine;
  throw new EngineError(`${adapter.name} is no GPU: it computes on the CPU, slower than others there`);
}

/** What to install is what the engine wants that most machines can have, the last of the order. */
function noneHere(wanted: readonly EngineOffer[]): EngineError {
  const names = fastestFirst.map(({ name }) => name);
  const common = wanted.toSorted((a, b) => names.indexOf(b.name) - names.indexOf(a.name)).at(0);
  const reason = common === undefined ? undefined : whyNotHere(common);
  return new EngineError(reason ?? 'there is no engine that can do this here', common?.remedy);
}
