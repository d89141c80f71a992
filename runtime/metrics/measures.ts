// What is measured of a network on labelled samples, ready for JSON.

/** Of one class against all others. Where a quotient has nothing below it, it is 0. */
export interface ClassMeasures {
  /** How many samples bear its label. */
  readonly samples: number;
  /** Of those taken for it, the share that is it. */
  readonly precision: number;
  /** Of those that are it, the share taken for it. */
  readonly recall: number;
  /** The harmonic mean of both. */
  readonly f1: number;
  /** Left out where it was not asked for, or where all or none of the samples are of the class. */
  readonly auc?: number;
}

/** A key for each k that was asked for: `top5`. */
export type TopKey = `top${number}`;

/**
 * Means over samples, or over classes (macro). What was not asked for, and what a network of this
 * kind has not, is left out: a regression has no accuracy, a classifier no R².
 */
export interface Measures {
  readonly loss: number;
  readonly accuracy?: number;
  readonly [top: TopKey]: number | undefined;
  readonly precision?: number;
  readonly recall?: number;
  readonly f1?: number;
  readonly auc?: number;
  readonly meanAbsoluteError?: number;
  readonly r2?: number;
}

/** Key and value of each, in order. */
export function measuredFigures(measures: Partial<Measures>): [key: string, value: number][] {
  return Object.entries(measures).filter((figure): figure is [string, number] => figure[1] !== undefined);
}
