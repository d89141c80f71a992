// In which form a device wants its training steps written.

import type { StepOptions } from '../../compiler/emit/onnx/index.js';
import type { Place } from './place.js';

export function stepFormFor({ device }: Place): Promise<StepOptions> {
  return Promise.resolve({ dialect: device === 'webgpu' ? 'webgpu' : 'portable' });
}
