// Measures several things side by side: one round runs each once, so that what else the machine
// does falls on all of them alike.

export interface Measured {
  /** Milliseconds, smallest first. */
  readonly times: readonly number[];
  readonly median: number;
}

/** What is measured; `prepare` runs before the clock starts, and hands over what the run uses up. */
export type Run = (() => Promise<unknown>) | PreparedRun;

export interface PreparedRun<Input = unknown> {
  prepare(): Input;
  run(input: Input): Promise<unknown>;
}

export type Runs<Name extends string> = Readonly<Record<Name, Run>>;

export interface Rounds {
  /** Rounds at most, behind those that warm up. */
  readonly most: number;
  /** Unmeasured rounds in front. */
  readonly warmups: number;
  /**
   * After so many milliseconds no further round begins. The first, which may compile and allocate, is not
   * among them; but where it has taken ten times as long it stays the only one, and is what was measured.
   */
  readonly milliseconds: number;
}

const longest = 10;

/** Runs each `warmups` times unmeasured, then `rounds` times in turn. */
export function interleave<Name extends string>(
  runs: Runs<Name>,
  rounds: number,
  warmups = 3,
): Promise<Record<Name, Measured>> {
  return interleaveWithin(runs, { most: rounds, warmups, milliseconds: Infinity });
}

export async function interleaveWithin<Name extends string>(
  runs: Runs<Name>,
  { most, warmups, milliseconds }: Rounds,
): Promise<Record<Name, Measured>> {
  const names = Object.keys(runs) as Name[];
  const start = performance.now();
  let end = start + longest * milliseconds;
  let rounds: Record<Name, number>[] = [];
  for (let round = -warmups; round < most; round++) {
    // A warm-up counts until there is something better.
    if (round <= 0) rounds = [];
    rounds.push(await runOnce(runs, names));
    const now = performance.now();
    if (now >= end) break;
    if (round === -warmups) end = now + milliseconds;
  }
  const measured = names.map((name) => [name, summarize(rounds.map((round) => round[name]))] as const);
  return Object.fromEntries(measured) as Record<Name, Measured>;
}

async function runOnce<Name extends string>(
  runs: Runs<Name>,
  names: readonly Name[],
): Promise<Record<Name, number>> {
  const times = {} as Record<Name, number>;
  for (const name of names) times[name] = await timeOf(runs[name]);
  return times;
}

async function timeOf(run: Run): Promise<number> {
  const input = typeof run === 'function' ? undefined : run.prepare();
  const start = performance.now();
  await (typeof run === 'function' ? run() : run.run(input));
  return performance.now() - start;
}

export function summarize(times: readonly number[]): Measured {
  const sorted = times.toSorted((a, b) => a - b);
  return { times: sorted, median: sorted[Math.floor(sorted.length / 2)] };
}

/** Between what the middle four fifths lie. */
export function spreadOf({ times }: Measured): readonly [low: number, high: number] {
  const at = (share: number) => times[Math.round((times.length - 1) * share)];
  return [at(0.1), at(0.9)];
}

/** `42.1 ms (40.8–47.3)`: the median, and the spread. */
export function format(measured: Measured): string {
  const [low, high] = spreadOf(measured);
  return `${measured.median.toFixed(1)} ms (${low.toFixed(1)}–${high.toFixed(1)})`;
}
