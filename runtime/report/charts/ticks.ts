// Where an axis has its marks: at round numbers.

/** The round number, 1, 2 or 5 times a power of ten, that is nearest above. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= step * (1 - 1e-9)) as number;
  return factor * power;
}

/** About `count` round numbers that enclose all between the two; at least two. */
export function linearTicks(least: number, most: number, count: number): number[] {
  // One value alone stands in the middle of something.
  const span = most > least ? most - least : Math.max(Math.abs(most), 1e-3) / 2;
  const step = roundStep(span / count);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, at) => cleaned((first + at) * step));
}

/** Powers of ten around what lies between the two, both above 0; within few of them also 2 and 5 times these. */
export function logarithmicTicks(least: number, most: number): number[] {
  const first = Math.floor(Math.log10(least) + 1e-9);
  const last = Math.max(Math.ceil(Math.log10(most) - 1e-9), first + 1);
  const factors = last - first <= 2 ? [1, 2, 5] : [1];
  const all = Array.from({ length: last - first + 1 }, (_, at) =>
    factors.map((factor) => cleaned(factor * 10 ** (first + at))),
  ).flat();
  const below = all.findLastIndex((tick) => tick <= least * (1 + 1e-9));
  const above = all.findIndex((tick) => tick >= most * (1 - 1e-9) && tick > all[below]);
  return all.slice(below, above + 1);
}

/** 0.30000000000000004 is 0.3. */
function cleaned(value: number): number {
  return Number(value.toPrecision(12));
}
