// The kinds of texts that fuzzing tries, and how they come to the compiler.

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { decode } from '../../cli/source-text.js';
import { Failure } from '../../runtime/failure.js';
import { sound, wild } from './grammar/network.js';
import { promise } from './promises/broken.js';
import { expectAllPromises } from './all-promises.js';
import { mutated, noise, sample, soup, spread } from './texts.js';

export type Draft = string | Uint8Array;

/** Bytes as a file may hold them: any, and those of a network with some changed, or cut off. */
const bytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  fc
    .tuple(
      sample,
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), { maxLength: 3 }),
      fc.constantFrom('', '', '\uFEFF', '×', '😀'),
      fc.nat(3),
    )
    .map(([text, changes, before, cut]) => {
      const all = new TextEncoder().encode(before + text);
      for (const [at, byte] of changes) all[Math.floor(at * all.length)] = byte;
      return all.slice(0, all.length - cut);
    }),
); // prettier-ignore

export const kinds: Readonly<Record<string, fc.Arbitrary<Draft>>> = {
  noise,
  bytes,
  words: soup,
  changed: mutated,
  sound,
  wild,
  spread,
};

/** Whether it is a whole network; throws where a promise does not hold. */
export async function tryDraft(draft: Draft, draw: number): Promise<boolean> {
  const text = typeof draft === 'string' ? draft : decoded(draft);
  if (text === undefined) return false;
  return (await expectAllPromises(text, draw)).graph !== undefined;
}

/** As the command line reads a file; undefined where it refuses to. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decode('fuzz.cnn', Buffer.from(bytes));
  } catch (error) {
    promise(
      error instanceof Failure && error.remedy !== undefined,
      'what cannot be read is refused with a remedy',
    );
    return undefined;
  }
}

/** As it could stand in a test. */
export function written(draft: Draft): string {
  return typeof draft === 'string' ? JSON.stringify(draft) : `Uint8Array.of(${[...draft].join(', ')})`;
}
