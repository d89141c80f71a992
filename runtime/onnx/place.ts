// Where sessions compute.

import type { Device } from './devices.js';
import type { OnnxRuntime } from './native.js';

export interface Place {
  readonly runtime: OnnxRuntime;
  readonly device: Device;
  /** On the CPU. */
  readonly threads: number;
  /** In which form steps of training are written; `auto`, the fastest that this place has, by default. */
  readonly form?: StepForm;
  /** Whether nothing may be left to the CPU; by default so for devices that `computesAlone` names. */
  readonly mustCompute?: boolean;
}

/** `portable` is the standard's operators alone. */
export type StepForm = 'auto' | 'portable';
