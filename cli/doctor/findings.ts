// Everything that `doctor` finds out about this machine.

import { worthTrying } from '../../runtime/auto-engine.js';
import type { EngineOffer } from '../../runtime/engine-offer.js';
import { engineOffers } from '../../runtime/engines.js';
import { installedVersion } from '../../runtime/installed-package.js';
import { machine, type Machine } from '../machine.js';
import type { Diagnosis } from './diagnose.js';

/** Reads pictures; no engine, and as easily missed. */
const pictures = 'sharp';

export interface Findings {
  readonly machine: Machine;
  /** The versions of all that engines want; null where it is not installed. */
  readonly packages: ReadonlyMap<string, string | null>;
  /** What `--engine auto` takes, as far as engines were looked at. */
  readonly auto: { readonly train: string | undefined; readonly predict: string | undefined };
  readonly diagnoses: readonly Diagnosis[];
}

export function findingsOf(diagnoses: readonly Diagnosis[]): Findings {
  const names = new Set(engineOffers.flatMap(({ packages }) => packages)).add(pictures);
  const working = new Set(diagnoses.filter(({ state }) => state === 'works').map(({ offer }) => offer));
  const inOrder = [...worthTrying(engineOffers)].filter((offer) => working.has(offer));
  const trains = ({ inferenceOnly }: EngineOffer): boolean => inferenceOnly !== true;
  return {
    machine: machine(),
    packages: new Map([...names].map((name) => [name, installedVersion(name) ?? null])),
    auto: { train: inOrder.find(trains)?.name, predict: inOrder.at(0)?.name },
    diagnoses,
  };
}
