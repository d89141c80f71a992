// What `--engine` can name, as told before anything of it is loaded.

import { EngineError, type Engine } from './engine.js';
import { installedVersion } from './installed-package.js';

/** As `process.platform` has it. */
export type Platform = 'darwin' | 'linux' | 'win32';

export interface EngineOffer {
  /** As `--engine` spells it: `onnx:webgpu`. */
  readonly name: string;
  /** What it computes on, for people: `CPU`, `GPU through WebGPU`. */
  readonly device: string;
  /** Whether it only predicts. */
  readonly inferenceOnly?: boolean;
  /** Where it can be had; everywhere if it is not given. */
  readonly platforms?: readonly Platform[];
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

/** What an engine is wanted for. */
export interface EngineUse {
  /** Whether it is to train; else it need only predict. */
  readonly training?: boolean;
  /** Told of each engine that is installed, would have been taken, and does not start. */
  readonly onPassedOver?: (offer: EngineOffer, reason: string) => void;
}

const platformNames: Readonly<Record<Platform, string>> = {
  darwin: 'macOS',
  linux: 'Linux',
  win32: 'Windows',
};

export function isForThisPlatform({ platforms }: EngineOffer): boolean {
  return platforms?.some((platform) => platform === process.platform) ?? true;
}

export function missingPackages({ packages }: EngineOffer): string[] {
  return packages.filter((name) => installedVersion(name) === undefined);
}

/** Why it cannot start here, as far as that shows without loading anything; undefined where it may. */
export function whyNotHere(offer: EngineOffer): string | undefined {
  if (!isForThisPlatform(offer)) {
    const names = offer.platforms?.map((platform) => platformNames[platform]) ?? [];
    return `${offer.name} is for ${names.join(' and ')}`;
  }
  const missing = missingPackages(offer);
  if (missing.length === 0) return undefined;
  return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
}

/** @throws EngineError with the remedy where it cannot start */
export async function openOffer(offer: EngineOffer): Promise<Engine> {
  const reason = whyNotHere(offer);
  if (reason !== undefined) throw new EngineError(reason, offer.remedy);
  return offer.open();
}
