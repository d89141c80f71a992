// How good it would be to read two things as one, before and after.

import type { Item } from './item.js';

const equal = 100;
/** Decides between things of equal content: those that kept their name. */
const sameLabel = 6;
/** A name that a person chose says more than all else that can differ. */
const sameName = 50;
const sameKind = 10;
const mostAlike = 40;

/** 0 where they have nothing in common. */
export function likeness(a: Item, b: Item): number {
  const isSameLabel = a.label === b.label;
  if (a.print === b.print) return a.weight * equal + (isSameLabel ? sameLabel : 0);
  if (isSameLabel && a.isNamed && b.isNamed)
    return Math.min(a.weight, b.weight) * (sameName + mostAlike * shared(a, b));
  if (a.kind !== b.kind) return 0;
  const part = shared(a, b);
  const holdsNothingAlike = part === 0 && a.weight + b.weight > 2;
  if (holdsNothingAlike && !isSameLabel) return 0;
  return Math.min(a.weight, b.weight) * (sameKind + mostAlike * part) + (isSameLabel ? sameLabel : 0);
}

/** The share of features in both, from 0 to 1 (Dice's coefficient). */
function shared({ features: a }: Item, { features: b }: Item): number {
  if (a.length + b.length === 0) return 0;
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) count++;
    const step = a[i] - b[j];
    if (step <= 0) i++;
    if (step >= 0) j++;
  }
  return (2 * count) / (a.length + b.length);
}
