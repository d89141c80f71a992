// Where sessions compute.

import type { Device } from './devices.js';
import type { OnnxRuntime } from './native.js';

export interface Place {
  readonly runtime: OnnxRuntime;
  readonly device: Device;
  /** On the CPU. */
  readonly threads: number;
}
