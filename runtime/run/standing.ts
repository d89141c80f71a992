// Where a training stands, as the metadata of its checkpoint has it: text that nobody vouches for.

import type { EpochMetrics } from './epoch-metrics.js';
import { nothingYet, type EpochSums } from './epoch-tally.js';
import type { NotedSettings, RunSettings } from './run-settings.js';

/** Where a training stands, but for its tensors. */
export interface Standing {
  /** Steps done since the first epoch. */
  readonly step: number;
  readonly settings: RunSettings;
  readonly noted: NotedSettings;
  /** Finished epochs. */
  readonly epochs: readonly EpochMetrics[];
  /** Of the epoch in progress. */
  readonly sums: EpochSums;
  /** The number of the best epoch, where epochs are validated. */
  readonly best?: number | undefined;
  /** What computed last, such as `onnx:cpu on 2 threads`. */
  readonly computedBy: string;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** JSON has no word for a figure that is no number; it writes null. */
function isFigures(value: unknown): value is Fields {
  return (
    isRecord(value) && Object.values(value).every((figure) => figure === null || typeof figure === 'number')
  );
}

function numbersIn(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? NaN]));
}

function isEpoch(value: unknown, index: number): value is Fields {
  if (!isRecord(value)) return false;
  const { validation = {}, ...figures } = value;
  return value.epoch === index + 1 && isFigures(figures) && isFigures(validation);
}

function epochOf({ validation, ...figures }: Fields): EpochMetrics {
  const numbers = numbersIn(figures);
  const all =
    validation === undefined ? numbers : { ...numbers, validation: numbersIn(validation as Fields) };
  return all as unknown as EpochMetrics;
}

function isSums(value: unknown): value is EpochSums {
  return isRecord(value) && Object.keys(nothingYet).every((key) => Number.isFinite(value[key]));
}

/** Undefined where the text is not what a training wrote. */
export function readStanding(text: string | undefined): Standing | undefined {
  const value = parsed(text);
  if (!isRecord(value)) return undefined;
  const { step, settings, noted, epochs, sums, best, computedBy } = value;
  if (!isCount(step) || !isRecord(settings) || !isRecord(noted) || !isSums(sums)) return undefined;
  if (!Array.isArray(epochs) || !epochs.every(isEpoch) || typeof computedBy !== 'string') return undefined;
  if (best !== undefined && !(isCount(best) && best >= 1 && best <= epochs.length)) return undefined;
  return {
    step,
    settings: settings as unknown as Standing['settings'],
    noted,
    epochs: epochs.map(epochOf),
    sums,
    best,
    computedBy,
  };
}

function parsed(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
