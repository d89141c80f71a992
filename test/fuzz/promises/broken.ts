// How a promise that does not hold is told.

export class BrokenPromise extends Error {}

export function promise(holds: boolean, what: string): asserts holds {
  if (!holds) throw new BrokenPromise(what);
}

/** That two values are the same, told by the first place where they differ. */
export function promiseSame(actual: string, expected: string, what: string): void {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at++;
  const near = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  throw new BrokenPromise(`${what}: ${near(actual)} instead of ${near(expected)}`);
}
