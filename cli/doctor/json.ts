// The JSON of `cnnc doctor`. Other tools may rely on its shape: `version` counts breaking changes.

import type { Figure } from '../../runtime/measure/messages.js';
import type { Diagnosis } from './diagnose.js';
import type { Findings } from './findings.js';

export function findingsAsJson({ machine, packages, auto, diagnoses }: Findings): object {
  return {
    version: 1,
    machine,
    packages: Object.fromEntries(packages),
    auto: { train: auto.train ?? null, predict: auto.predict ?? null },
    engines: diagnoses.map(diagnosisAsJson),
  };
}

function diagnosisAsJson({ offer, state, reason, remedy, prediction, step }: Diagnosis): object {
  return {
    name: offer.name,
    device: offer.device,
    trains: offer.inferenceOnly !== true,
    packages: offer.packages,
    state,
    reason: reason ?? null,
    remedy: remedy ?? null,
    prediction: prediction === undefined ? null : figureAsJson(prediction),
    step: step === undefined ? null : figureAsJson(step),
  };
}

function figureAsJson({ rounds, median, low, high }: Figure): object {
  return { rounds, median, low, high };
}
