// What ONNX Runtime throws, said so that a person knows what to do.

import { EngineError } from '../engine.js';
import { Failure, reasonOf } from '../failure.js';
import type { Device } from './devices.js';

interface Cause {
  readonly pattern: RegExp;
  readonly message: (doing: string, device: Device) => string;
  readonly remedy: string;
}

/** The first that fits. Patterns are those of the messages of ONNX Runtime 1.30 and Dawn. */
const causes: readonly Cause[] = [
  {
    pattern: /device (is|was) lost|lost device|device lost|VK_ERROR_DEVICE_LOST|DXGI_ERROR_DEVICE/i,
    message: (doing, device) => `onnx:${device} lost its GPU ${doing}`,
    remedy:
      'see whether its driver restarted; `cnnc train --resume` goes on from the last epoch, --engine onnx:cpu needs no GPU',
  },
  {
    pattern: /allocat|out of memory|bad_alloc|not enough memory|insufficient memory|memory limit/i,
    message: (doing, device) => `there is not enough memory${device === 'cpu' ? '' : ' on the GPU'} ${doing}`,
    remedy: 'a smaller batch, or smaller maps, need less',
  },
  {
    pattern: /exceeds the max|maxStorageBuffer|max_storage_buffer|maxBufferSize|larger than the max/i,
    message: (doing, device) => `a tensor is larger than what onnx:${device} can hold in one piece ${doing}`,
    remedy: 'a smaller batch, or smaller maps, need less; --engine onnx:cpu knows no such limit',
  },
  {
    pattern: /assigned to the default CPU EP|disable_cpu_ep_fallback|fallback to CPU EP/i,
    message: (doing, device) => `onnx:${device} has no operator for a part of this network ${doing}`,
    remedy: 'choose --engine onnx:cpu',
  },
];

/**
 * Runs what calls ONNX Runtime.
 * @param doing such as `to train on a batch of 64`
 * @throws EngineError for whatever the task throws that is no Failure already
 */
export async function explainingFailures<Result>(
  device: Device,
  doing: string,
  task: () => Promise<Result>,
): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    throw error instanceof Failure ? error : explained(error, device, doing);
  }
}

function explained(error: unknown, device: Device, doing: string): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  const cause = causes.find(({ pattern }) => pattern.test(text));
  if (cause !== undefined)
    return new EngineError(cause.message(doing, device), cause.remedy, { cause: error });
  return new EngineError(`onnx:${device} failed ${doing}: ${reasonOf(error)}`, undefined, { cause: error });
}
