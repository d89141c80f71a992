// Looks at one engine: whether it is there, whether it works, and how fast.

import {
  isForThisPlatform,
  missingPackages,
  whyNotHere,
  type EngineOffer,
} from '../../runtime/engine-offer.js';
import { measureInChild, type Ending } from '../../runtime/measure/in-child.js';
import type { Figure, Stage } from '../../runtime/measure/messages.js';
import { endingText, measureProgram } from '../measure-program.js';
import { checkNetwork, samples } from './check-network.js';

export type State = 'works' | 'not-installed' | 'other-platform' | 'does-not-work' | 'crashes' | 'too-slow';

export interface Diagnosis {
  readonly offer: EngineOffer;
  readonly state: State;
  /** Why it does not work. */
  readonly reason?: string;
  readonly remedy?: string;
  /** Of the check network. */
  readonly prediction?: Figure;
  readonly step?: Figure;
}

export interface DiagnoseOptions {
  /** Seconds until an engine is stopped. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** What each of the two figures may take. */
const milliseconds = 300;

export async function diagnose(offer: EngineOffer, options: DiagnoseOptions): Promise<Diagnosis> {
  if (!isForThisPlatform(offer)) return { offer, state: 'other-platform', reason: whyNotHere(offer) ?? '' };
  if (missingPackages(offer).length > 0) {
    return { offer, state: 'not-installed', reason: whyNotHere(offer) ?? '', remedy: offer.remedy };
  }
  const { graph, training } = checkNetwork();
  const task = {
    engine: offer.name,
    graph,
    predictions: [samples],
    training: { graph: training, batch: samples },
    comparesWithReference: true,
    measuresProduct: false,
    milliseconds,
  };
  const { findings, stage, ending } = await measureInChild(task, { ...options, program: measureProgram() });
  const {
    predictions: [prediction],
    step,
  } = findings;
  return {
    offer,
    ...verdict(ending, stage, offer),
    ...(prediction && { prediction }),
    ...(step && { step }),
  };
}

type Verdict = Pick<Diagnosis, 'state' | 'reason' | 'remedy'>;

const states: { readonly [K in Ending['kind']]: State } = {
  done: 'works',
  failed: 'does-not-work',
  crashed: 'crashes',
  'too-slow': 'too-slow',
};

function verdict(ending: Ending, stage: Stage, offer: EngineOffer): Verdict {
  const state = states[ending.kind];
  const reason = endingText(ending, stage);
  if (reason === undefined) return { state };
  const own = ending.kind === 'failed' ? ending.remedy : undefined;
  const more = ending.kind === 'too-slow' ? 'give it longer with --limit SECONDS, or use another' : undefined;
  return { state, reason, remedy: own ?? more ?? offer.remedy };
}
