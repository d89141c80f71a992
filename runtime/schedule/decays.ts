// How the learning rate falls, one rule a kind: the share of the full rate at a moment.

import type { Schedule } from '../../compiler/training-options.js';
import { timesOnPlateau } from './plateau.js';

type Decay = Schedule['decay'];

/** Where a training stands since its warm-up, in steps. */
export interface Moment {
  readonly step: number;
  /** How many steps there are, the last one included. */
  readonly steps: number;
  readonly stepsPerEpoch: number;
  /** The watched loss of each finished epoch, those of the warm-up too. */
  readonly losses: readonly number[];
}

/** Keeps what floats make of 0.3 / 0.1 from falling below 3. */
const rounding = 1e-9;

function epochsAt({ step, stepsPerEpoch }: Moment): number {
  return step / stepsPerEpoch;
}

const decays: { [K in Decay['kind']]: (decay: Decay & { kind: K }, at: Moment) => number } = {
  constant: () => 1,
  step: ({ factor, every }, at) => factor ** Math.floor(epochsAt(at) / every + rounding),
  exponential: ({ factor }, at) => factor ** epochsAt(at),
  cosine: ({ final }, { step, steps }) => {
    const done = steps > 1 ? Math.min(1, step / (steps - 1)) : 0;
    return final + ((1 - final) * (1 + Math.cos(Math.PI * done))) / 2;
  },
  plateau: ({ factor, patience, final }, { losses }) =>
    Math.max(final, factor ** timesOnPlateau(losses, patience)),
};

export function shareAt(decay: Decay, at: Moment): number {
  const rule = decays[decay.kind] as (decay: Decay, at: Moment) => number;
  return rule(decay, at);
}
