// A schedule in a few words, for people.

import type { Schedule } from '../../compiler/training-options.js';
import { countOf } from '../text.js';

type Decay = Schedule['decay'];

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

function decayText(decay: Decay): string {
  switch (decay.kind) {
    case 'constant':
      return 'constant';
    case 'step':
      return `times ${decay.factor} every ${countOf(decay.every, 'epoch')}`;
    case 'exponential':
      return `times ${decay.factor} an epoch`;
    case 'cosine':
      return `falling as a cosine to ${percent(decay.final)}`;
    case 'plateau':
      return `times ${decay.factor} after ${countOf(decay.patience, 'epoch')} without a lower loss`;
  }
}

/** Such as `constant`, or `falling as a cosine to 1 %, after a warm-up of 2 epochs`. */
export function scheduleText({ warmUp, decay }: Schedule): string {
  return warmUp === 0
    ? decayText(decay)
    : `${decayText(decay)}, after a warm-up of ${countOf(warmUp, 'epoch')}`;
}
