// Opens the engine on a device that is proved to be there.

import { requireInstalled } from './native.js';
import type { Device } from './devices.js';
import { onnxEngine, type OnnxOptions } from './engine.js';
import type { OnnxEngine } from './engine-in-thread.js';

/**
 * A GPU has computed something before it is handed out. The CPU is always there: what may be missing of
 * its package shows when the first session is opened, and commands start sooner.
 * @throws EngineError with the remedy
 */
export async function openOnnx(
  device: Device,
  options: Omit<OnnxOptions, 'device'> = {},
): Promise<OnnxEngine> {
  requireInstalled();
  const engine = onnxEngine({ ...options, device });
  if (device !== 'cpu') await engine.prove();
  return engine;
}
