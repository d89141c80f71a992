// Measures several things side by side: one round runs each once, so that what else the machine
// does falls on all of them alike.

export interface Measured {
  /** Milliseconds, smallest first. */
  readonly times: readonly number[];
  readonly median: number;
}

export type Runs<Name extends string> = Readonly<Record<Name, () => Promise<unknown>>>;

/** Runs each `warmups` times unmeasured, then `rounds` times in turn. */
export async function interleave<Name extends string>(
  runs: Runs<Name>,
  rounds: number,
  warmups = 3,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(runs) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = -warmups; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      await runs[name]();
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  const measured = names.map((name) => [name, summarize(times.get(name) ?? [])] as const);
  return Object.fromEntries(measured) as Record<Name, Measured>;
}

export function summarize(times: readonly number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  return { times: sorted, median: sorted[Math.floor(sorted.length / 2)] };
}

/** `42.1 ms (40.8–47.3)`: the median, and between what the middle four fifths lie. */
export function format({ times, median }: Measured): string {
  const at = (share: number) => times[Math.round((times.length - 1) * share)].toFixed(1);
  return `${median.toFixed(1)} ms (${at(0.1)}–${at(0.9)})`;
}
