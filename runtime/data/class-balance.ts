// Tells of classes that have no samples, or far fewer than others.

import { countOf, numberText } from '../text.js';
import { nameList } from './class-numbers.js';
import type { Dataset } from './dataset.js';

/** The largest class may have so many times the samples of the smallest before it is worth a word. */
const notable = 4;

function countsOf({ labels }: Dataset, classes: number): Uint32Array {
  const counts = new Uint32Array(classes);
  for (const label of labels) counts[label] += 1;
  return counts;
}

function emptyText(names: readonly string[], counts: Uint32Array): string | undefined {
  const empty = names.filter((_, number) => counts[number] === 0);
  if (empty.length === 0) return undefined;
  return `${countOf(empty.length, 'class has', 'classes have')} no samples, and cannot be learned: ${nameList(empty)}.`;
}

function unevenText(names: readonly string[], counts: Uint32Array): string | undefined {
  const filled = [...counts.keys()].filter((number) => counts[number] > 0);
  const [least, most] = filled.reduce(
    ([few, many], number) => [
      counts[number] < counts[few] ? number : few,
      counts[number] > counts[many] ? number : many,
    ],
    [filled[0], filled[0]],
  );
  if (filled.length < 2 || counts[most] < notable * counts[least]) return undefined;
  const each = (number: number) => `${names[number]} ${numberText(counts[number])}`;
  return `Classes differ much in size: ${each(most)} samples, ${each(least)}. \`class-weights balanced\` evens out what they count.`;
}

/** Undefined where there is nothing to say, or classes have no names: their labels may be anything. */
export function balanceText(dataset: Dataset): string | undefined {
  const { classNames: names } = dataset;
  if (names === undefined) return undefined;
  const counts = countsOf(dataset, names.length);
  const said = [emptyText(names, counts), unevenText(names, counts)].filter((text) => text !== undefined);
  return said.length === 0 ? undefined : said.join('\n');
}
