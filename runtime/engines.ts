// Engines by the name that `--engine` takes. Each is loaded when it is opened.

import { openFastest } from './auto-engine.js';
import { EngineError, type Engine } from './engine.js';
import { openOffer, type EngineOffer, type EngineUse } from './engine-offer.js';
import { onnxOffers } from './onnx/offers.js';
import { tfjsOffers } from './tfjs/offers.js';

const reference: EngineOffer = {
  name: 'reference',
  device: 'CPU, exact and slow',
  packages: [],
  remedy: 'report it: it is a part of cnnc',
  async open() {
    const { referenceEngine } = await import('./reference/index.js');
    return referenceEngine;
  },
};

/** Everything that computes, in the order in which people are told of it. */
export const engineOffers: readonly EngineOffer[] = [...onnxOffers, ...tfjsOffers, reference];

/** Names that leave open which of several engines computes. */
const choices: Readonly<Record<string, (name: string) => boolean>> = {
  auto: () => true,
  onnx: (name) => name === 'onnx:cpu',
  tfjs: (name) => name.startsWith('tfjs:'),
};

export const engineNames: readonly string[] = [
  ...Object.keys(choices),
  ...engineOffers.map(({ name }) => name),
];

/**
 * Opens an engine. A name that leaves the choice open, such as `auto`, gets the fastest that works
 * here, and the engine's own name says which that is; any other is opened itself or not at all.
 * @param name one of `engineNames`
 * @throws EngineError for another name, and with the remedy where the engine cannot start
 */
export async function openEngine(name: string, use: EngineUse = {}): Promise<Engine> {
  if (!Object.hasOwn(choices, name)) return openNamed(engineOffer(name), use);
  return openFastest(
    engineOffers.filter((offer) => choices[name](offer.name)),
    use,
  );
}

/** @throws EngineError where there is none of this name */
export function engineOffer(name: string): EngineOffer {
  const offer = engineOffers.find((known) => known.name === name);
  if (offer !== undefined) return offer;
  throw new EngineError(
    `there is no engine ${JSON.stringify(name)}`,
    `choose one of ${engineNames.join(', ')}`,
  );
}

async function openNamed(offer: EngineOffer, { training }: EngineUse): Promise<Engine> {
  if (training === true && offer.inferenceOnly === true) {
    throw new EngineError(
      `${offer.name} only predicts: it cannot train`,
      'train with another, such as onnx:cpu; what it writes serves this one too',
    );
  }
  return openOffer(offer);
}
