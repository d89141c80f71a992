// Makes a picture brighter or darker, and its differences stronger or weaker.

/** Every value of a picture lies between these. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

function meanOf(values: Float32Array, from: number, end: number): number {
  let sum = 0;
  for (let i = from; i < end; i++) sum += values[i];
  return sum / (end - from);
}

/** Differences from the mean of all channels times `contrast`, and `brightness` added. */
export function changeTones(
  values: Float32Array,
  from: number,
  end: number,
  contrast: number,
  brightness: number,
): void {
  const mean = contrast === 1 ? 0 : meanOf(values, from, end);
  const added = mean - contrast * mean + brightness;
  for (let i = from; i < end; i++) values[i] = contrast * values[i] + added;
}

/** Values beyond the range become its ends. */
export function keepWithin({ low, high }: ValueRange, values: Float32Array, from: number, end: number): void {
  for (let i = from; i < end; i++) {
    if (values[i] < low) values[i] = low;
    else if (values[i] > high) values[i] = high;
  }
}
