// Which samples a contact sheet shows: the first of each class, then the second of each, and so on.

import type { Dataset } from '../../runtime/index.js';

export function chosenSamples({ labels, count }: Dataset, wanted: number): Uint32Array {
  const seen = new Map<number, number>();
  const places = Array.from(labels, (label, sample) => {
    const turn = seen.get(label) ?? 0;
    seen.set(label, turn + 1);
    return { sample, label, turn };
  });
  const first = places.filter(({ turn }) => turn < wanted);
  first.sort((one, other) => one.turn - other.turn || one.label - other.label || one.sample - other.sample);
  return Uint32Array.from(first.slice(0, Math.min(wanted, count)), ({ sample }) => sample);
}
