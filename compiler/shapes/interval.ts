// The whole numbers from `least` to `most`, ends included: what solving a floor for one of its numbers gives.

export interface Interval {
  readonly least: number;
  /** Infinity where there is no end. */
  readonly most: number;
}

/** Undefined where it holds no number. */
export function interval(least: number, most: number): Interval | undefined {
  return least <= most ? { least, most } : undefined;
}

export function contains({ least, most }: Interval, value: number): boolean {
  return least <= value && value <= most;
}

/** The number of the interval that is nearest. */
export function nearest({ least, most }: Interval, value: number): number {
  return Math.min(most, Math.max(least, value));
}
