// Learning rates against numbers computed by hand, and what holds of every schedule.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../compiler/training-options.js';
import type { EpochMetrics } from '../../../runtime/run/epoch-metrics.js';
import { rateShare } from '../../../runtime/schedule/index.js';
import { scheduleText } from '../../../runtime/schedule/text.js';

type Decay = Schedule['decay'];

function epochsWith(losses: readonly number[], figure: 'loss' | 'validationLoss' = 'loss'): EpochMetrics[] {
  return losses.map((loss, index) => ({
    epoch: index + 1,
    loss: 1,
    rate: 1,
    seconds: 1,
    waited: 0,
    imagesPerSecond: 1,
    [figure]: loss,
  }));
}

/** The shares of all steps, to four digits. */
function shares(decay: Decay, { warmUp = 0, stepsPerEpoch = 2, epochs = 3 } = {}): number[] {
  const course = { stepsPerEpoch, epochs };
  const steps = Array.from({ length: stepsPerEpoch * epochs }, (_, step) => step);
  return steps.map((step) => Number(rateShare({ warmUp, decay }, course, step, []).toFixed(4)));
}

describe('the share of the rate', () => {
  it.each<[string, Decay, number[]]>([
    ['constant', { kind: 'constant' }, [1, 1, 1, 1, 1, 1]],
    ['step 0.1 every 1', { kind: 'step', factor: 0.1, every: 1 }, [1, 1, 0.1, 0.1, 0.01, 0.01]],
    ['step 0.5 every 1.5', { kind: 'step', factor: 0.5, every: 1.5 }, [1, 1, 1, 0.5, 0.5, 0.5]],
    ['exponential 0.25', { kind: 'exponential', factor: 0.25 }, [1, 0.5, 0.25, 0.125, 0.0625, 0.0313]],
    // (1 + cos(π k / 5)) / 2
    ['cosine', { kind: 'cosine', final: 0 }, [1, 0.9045, 0.6545, 0.3455, 0.0955, 0]],
    ['cosine to 10%', { kind: 'cosine', final: 0.1 }, [1, 0.9141, 0.6891, 0.4109, 0.1859, 0.1]],
  ])('%s', (_, decay, expected) => {
    expect(shares(decay)).toEqual(expected);
  });

  it('rises evenly over the warm-up, after which the decay begins', () => {
    expect(shares({ kind: 'constant' }, { warmUp: 2 })).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
    const decay: Decay = { kind: 'step', factor: 0.5, every: 1 };
    expect(shares(decay, { warmUp: 1 })).toEqual([0.5, 1, 1, 1, 0.5, 0.5]);
    expect(shares({ kind: 'cosine', final: 0 }, { warmUp: 1.5 })).toEqual([0.3333, 0.6667, 1, 1, 0.5, 0]);
    expect(shares({ kind: 'constant' }, { warmUp: 9 })).toEqual(
      [1, 2, 3, 4, 5, 6].map((k) => Number((k / 18).toFixed(4))),
    );
  });

  it('counts epochs exactly where floats do not', () => {
    const decay: Decay = { kind: 'step', factor: 0.5, every: 0.1 };
    expect(rateShare({ warmUp: 0, decay }, { stepsPerEpoch: 10, epochs: 1 }, 3, [])).toBe(0.125);
  });

  it('is the full one in a training of one step', () => {
    expect(shares({ kind: 'cosine', final: 0 }, { stepsPerEpoch: 1, epochs: 1 })).toEqual([1]);
  });
});

describe('a plateau', () => {
  const decay: Decay = { kind: 'plateau', factor: 0.5, patience: 2, final: 0.2 };
  const shareAfter = (...losses: number[]) =>
    rateShare({ warmUp: 0, decay }, { stepsPerEpoch: 1, epochs: 99 }, losses.length, epochsWith(losses));

  it.each<[number[], number]>([
    [[], 1],
    [[3, 2, 1], 1],
    [[3, 3], 1],
    [[3, 3, 3], 0.5],
    [[3, 4, 2, 5, 5], 0.5],
    [[3, 4, 4, 4, 4], 0.25],
    [[3, 4, 4, 4, 4, 4, 4, 4, 4], 0.2],
    [[NaN, NaN], 0.5],
  ])('after losses of %j has a share of %d', (losses, expected) => {
    expect(shareAfter(...losses)).toBe(expected);
  });

  it('looks at what is held out where something is', () => {
    const falling = epochsWith([3, 2, 1], 'validationLoss');
    const course = { stepsPerEpoch: 1, epochs: 9 };
    expect(rateShare({ warmUp: 0, decay }, course, 3, falling)).toBe(1);
  });
});

describe('every schedule', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const decay: fc.Arbitrary<Decay> = fc.oneof(
    fc.constant<Decay>({ kind: 'constant' }),
    fc.record({
      kind: fc.constant('step' as const),
      factor: share,
      every: fc.double({ min: 0.1, max: 9, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('exponential' as const), factor: share }),
    fc.record({ kind: fc.constant('cosine' as const), final: share }),
    fc.record({ kind: fc.constant('plateau' as const), factor: share, patience: fc.nat(3), final: share }),
  );
  const schedule = fc.record({ warmUp: fc.double({ min: 0, max: 4, noNaN: true }), decay });
  const course = fc.record({
    stepsPerEpoch: fc.integer({ min: 1, max: 20 }),
    epochs: fc.integer({ min: 1, max: 9 }),
  });

  it('stays between nothing and the full rate, and falls after the warm-up', () => {
    fc.assert(
      fc.property(schedule, course, (schedule, course) => {
        const steps = Array.from({ length: course.epochs * course.stepsPerEpoch }, (_, step) => step);
        const shares = steps.map((step) => rateShare(schedule, course, step, []));
        for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
        const after = shares.slice(Math.ceil(schedule.warmUp * course.stepsPerEpoch));
        for (let i = 1; i < after.length; i++) expect(after[i]).toBeLessThanOrEqual(after[i - 1]);
      }),
    );
  });
});

describe('in words', () => {
  it.each<[Schedule, string]>([
    [{ warmUp: 0, decay: { kind: 'constant' } }, 'constant'],
    [
      { warmUp: 1, decay: { kind: 'step', factor: 0.1, every: 10 } },
      'times 0.1 every 10 epochs, after a warm-up of 1 epoch',
    ],
    [{ warmUp: 0, decay: { kind: 'exponential', factor: 0.95 } }, 'times 0.95 an epoch'],
    [
      { warmUp: 2, decay: { kind: 'cosine', final: 0.01 } },
      'falling as a cosine to 1 %, after a warm-up of 2 epochs',
    ],
    [
      { warmUp: 0, decay: { kind: 'plateau', factor: 0.5, patience: 3, final: 0 } },
      'times 0.5 after 3 epochs without a lower loss',
    ],
  ])('%j', (schedule, expected) => {
    expect(scheduleText(schedule)).toBe(expected);
  });
});
