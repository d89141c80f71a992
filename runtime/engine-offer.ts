// What `--engine` can name, as told before anything of it is loaded.

import type { Engine } from './engine.js';

export interface EngineOffer {
  /** As `--engine` spells it: `onnx:webgpu`. */
  readonly name: string;
  /** What it computes on, for people: `CPU`, `GPU through WebGPU`. */
  readonly device: string;
  /** Whether it only predicts. */
  readonly inferenceOnly?: boolean;
  /** Platforms (`process.platform`) on which it can be had; all where it is not given. */
  readonly platforms?: readonly NodeJS.Platform[];
  /** The npm packages that it needs, in the order in which to install them. */
  readonly packages: readonly string[];
  /** The command, or the advice, that makes it work where it does not. */
  readonly remedy: string;
  /**
   * Loads what it needs and looks whether the device is really there, so that a session opened
   * afterwards computes on it and on nothing else.
   * @throws EngineError with the remedy where it cannot start
   */
  open(): Promise<Engine>;
}
