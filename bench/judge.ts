// Figures against their marks.

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function times(value: number): string {
  return `${value.toFixed(1)} times`;
}

export interface Mark {
  readonly what: string;
  readonly value: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly show: (value: number) => string;
}

/** Prints the figure beside its mark; the process fails where it is missed. */
export function judge({ what, value, atLeast = -Infinity, atMost = Infinity, show }: Mark): void {
  const good = value >= atLeast && value <= atMost;
  const mark = atLeast > -Infinity ? `at least ${show(atLeast)}` : `at most ${show(atMost)}`;
  console.log(`${what}: ${show(value)} (${mark}: ${good ? 'yes' : 'NO'})\n`);
  if (!good) process.exitCode = 1;
}
