// Some samples that stand for all.

/** At most so many, evenly over all: data often lies class after class, and its start is one class alone. */
export function spreadSamples(samples: Uint32Array, most: number): Uint32Array {
  const count = Math.min(most, samples.length);
  return Uint32Array.from({ length: count }, (_, at) => samples[Math.floor((at * samples.length) / count)]);
}
