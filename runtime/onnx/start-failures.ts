// Why a device cannot start, and what would help.

import { EngineError } from '../engine.js';
import { Failure, reasonOf } from '../failure.js';
import type { Device } from './devices.js';
import { deviceRemedies } from './remedies.js';

const symptoms: readonly (readonly [pattern: RegExp, reason: (device: Device) => string])[] = [
  [
    /Failed to get a WebGPU adapter/,
    () => 'there is no GPU that WebGPU can use, or its driver is not installed',
  ],
  [
    /Failed to load shared library/,
    (device) => `its part for ${device}, or a library of that, is not installed`,
  ],
  [/no available backend found/, () => 'onnxruntime-node has no such device on this platform'],
  [
    /no CUDA-capable device|driver version is insufficient|CUDA failure/i,
    () => 'CUDA finds no GPU with a driver new enough',
  ],
];

/** @throws EngineError with the remedy, for whatever the task throws that is no Failure already */
export async function explainingStart<Result>(device: Device, task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof EngineError && !(error.cause instanceof Error)) throw error;
    const cause = error instanceof Failure && error.cause !== undefined ? error.cause : error;
    throw new EngineError(`onnx:${device} cannot start: ${whyOf(cause, device)}`, deviceRemedies[device], {
      cause,
    });
  }
}

function whyOf(error: unknown, device: Device): string {
  const text = error instanceof Error ? error.message : String(error);
  const symptom = symptoms.find(([pattern]) => pattern.test(text));
  return symptom?.[1](device) ?? reasonOf(error);
}
