// The JSON of `cnnc bench`. Other tools may rely on its shape: `version` counts breaking changes.

import { endingText } from '../measure-program.js';
import { shareOfProduct } from './share.js';
import type { Bench, EngineResult } from './measure-model.js';

export function benchAsJson({ model, machine, macs, batch, stepFlops, results, notHere }: Bench): object {
  return { version: 1, model, machine, macs, batch, stepFlops, engines: results.map(resultAsJson), notHere };
}

function resultAsJson({ offer, report }: EngineResult): object {
  const { findings, stage, ending } = report;
  const { predictions, step, product, peakMemory } = findings;
  return {
    name: offer.name,
    device: offer.device,
    trains: offer.inferenceOnly !== true,
    ending: ending.kind,
    reason: endingText(ending, stage) ?? null,
    predictions,
    step: step ?? null,
    product: product ?? null,
    share: shareOfProduct(findings) ?? null,
    peakMemory: peakMemory ?? null,
  };
}
