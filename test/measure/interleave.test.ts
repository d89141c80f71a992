// Rounds that take turns, and stop in time.

import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { interleaveWithin, spreadOf, summarize } from '../../runtime/measure/interleave.js';

it('runs each in turn, and prepares each before its clock starts', async () => {
  const done: string[] = [];
  const measured = await interleaveWithin(
    {
      quick: async () => done.push('quick'),
      prepared: {
        prepare: () => {
          const end = performance.now() + 30;
          while (performance.now() < end);
          return 'prepared';
        },
        run: async (input) => done.push(input as string),
      },
    },
    { most: 2, warmups: 1, milliseconds: Infinity },
  );
  expect(done).toEqual(['quick', 'prepared', 'quick', 'prepared', 'quick', 'prepared']);
  expect(measured.quick.times).toHaveLength(2);
  expect(measured.prepared.median).toBeLessThan(30);
});

async function slowRuns(milliseconds: number): Promise<[runs: number, measured: number]> {
  let runs = 0;
  const slow = async () => {
    runs++;
    await setTimeout(20);
  };
  const measured = await interleaveWithin({ slow }, { most: 30, warmups: 3, milliseconds });
  return [runs, measured.slow.times.length];
}

it('begins no round behind the limit, and takes what it has where there is nothing better', async () => {
  // The second takes the time of all; the first would have to take ten times as long.
  expect(await slowRuns(5)).toEqual([2, 1]);
  expect(await slowRuns(1)).toEqual([1, 1]);
});

it('gives the median, and between what the middle four fifths lie', () => {
  const measured = summarize([11, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(measured.median).toBe(6);
  expect(spreadOf(measured)).toEqual([2, 10]);
});
