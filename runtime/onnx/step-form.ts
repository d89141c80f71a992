// In which form a device wants its models written.

import type { Dialect, StepOptions } from '../../compiler/emit/onnx/index.js';
import { blockSize } from './block-size.js';
import type { Device } from './devices.js';
import type { Place } from './place.js';

export function dialectOf(device: Device): Dialect {
  return device === 'webgpu' ? 'webgpu' : 'portable';
}

/**
 * On the CPU in blocks, where its operators on them do what they should. Of the operators that the CPU
 * alone has, as those that put back what a pool took, other devices are not asked for any.
 */
export async function stepFormFor({ runtime, device, form = 'auto' }: Place): Promise<StepOptions> {
  const dialect = device === 'cpu' ? 'portable' : 'webgpu';
  const block = device === 'cpu' && form === 'auto' ? await blockSize(runtime) : undefined;
  return { dialect, ...(block !== undefined && { block }) };
}
