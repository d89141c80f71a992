// The engines that `bench` measures unless some are named: all that are installed, but the reference,
// which is there to be right and would take its whole time for one run.

import { whyNotHere, type EngineOffer } from '../../runtime/engine-offer.js';
import { engineOffers } from '../../runtime/engines.js';
import { Failure } from '../../runtime/failure.js';

/** @throws Failure where there is none */
export function enginesToMeasure(): readonly EngineOffer[] {
  const here = engineOffers.filter((offer) => offer.name !== 'reference' && whyNotHere(offer) === undefined);
  if (here.length > 0) return here;
  throw new Failure('no engine is installed', 'cnnc doctor says how to get one');
}
