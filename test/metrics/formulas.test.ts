// The measures of random scores against their formulas, computed pair by pair and sample by sample.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric } from '../../compiler/training-options.js';
import { areaUnderCurve } from '../../runtime/metrics/area-under-curve.js';
import { probabilityOf } from '../../runtime/metrics/guess.js';
import { Tally } from '../../runtime/metrics/tally.js';

const metrics: readonly Metric[] = [
  { kind: 'top', k: 2 },
  { kind: 'precision' },
  { kind: 'recall' },
  { kind: 'f1' },
  { kind: 'auc' },
];

interface Sample {
  readonly label: number;
  readonly scores: readonly number[];
}

/** Few different scores, so that many are equal. */
function samplesOf(classes: number): fc.Arbitrary<Sample[]> {
  const scores = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: classes, maxLength: classes });
  const sample = fc.record({ label: fc.nat(classes - 1), scores });
  return fc.array(sample, { minLength: 1, maxLength: 40 });
}

const reading = (classes: number) => ({ regression: false, classes, loss: 'cross-entropy' }) as const;

function tallyOf(samples: readonly Sample[], classes: number, batch: number): Tally {
  const tally = new Tally(reading(classes), metrics);
  for (let start = 0; start < samples.length; start += batch) {
    const some = samples.slice(start, start + batch);
    const scores = Float32Array.from(some.flatMap((sample) => sample.scores));
    tally.add(
      0,
      scores,
      some.map(({ label }) => label),
    );
  }
  return tally;
}

function softmax(scores: readonly number[]): number[] {
  const powers = scores.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Every pair looked at; probabilities that differ by rounding alone are equal. */
function pairsWon(positives: readonly number[], negatives: readonly number[]): number | undefined {
  if (positives.length === 0 || negatives.length === 0) return undefined;
  let won = 0;
  for (const positive of positives) {
    for (const negative of negatives) {
      if (Math.abs(positive - negative) < 1e-9) won += 0.5;
      else if (positive > negative) won++;
    }
  }
  return won / (positives.length * negatives.length);
}

function guess({ scores }: Sample): number {
  return scores.indexOf(Math.max(...scores));
}

function share(samples: readonly Sample[], holds: (sample: Sample) => boolean): number {
  return samples.length === 0 ? 0 : samples.filter(holds).length / samples.length;
}

/** How many of the greatest scores, in a stable order, have to be looked at to find the label. */
function place({ label, scores }: Sample): number {
  const order = scores.map((score, unit) => ({ score, unit })).toSorted((a, b) => b.score - a.score);
  return order.findIndex(({ unit }) => unit === label);
}

function expectFormulas(samples: readonly Sample[], classes: number, batch: number): void {
  const tally = tallyOf(samples, classes, batch);
  const measures = tally.measures();
  expect(measures.accuracy).toBeCloseTo(share(samples, (sample) => guess(sample) === sample.label));
  expect(measures.top2).toBeCloseTo(share(samples, (sample) => place(sample) < 2));
  const perClass = tally.perClass();
  for (let label = 0; label < classes; label++) {
    const [taken, own] = [
      samples.filter((sample) => guess(sample) === label),
      samples.filter((sample) => sample.label === label),
    ];
    const precision = share(taken, (sample) => sample.label === label);
    const recall = share(own, (sample) => guess(sample) === label);
    expect(perClass[label].precision).toBeCloseTo(precision);
    expect(perClass[label].recall).toBeCloseTo(recall);
    expect(perClass[label].f1).toBeCloseTo(
      precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    );
    const others = samples.filter((sample) => sample.label !== label);
    const odds = ({ scores }: Sample): number => softmax(scores)[label];
    const auc = pairsWon(own.map(odds), others.map(odds));
    if (auc === undefined) expect(perClass[label]).not.toHaveProperty('auc');
    else expect(perClass[label].auc).toBeCloseTo(auc, 6);
  }
}

describe('measures of random scores', () => {
  it('follow their formulas, whatever the batches', () => {
    const cases = fc
      .integer({ min: 2, max: 5 })
      .chain((classes) => fc.tuple(samplesOf(classes), fc.constant(classes)));
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 9 }), ([samples, classes], batch) => {
        expectFormulas(samples, classes, batch);
      }),
      { numRuns: 60 },
    );
  });

  it('ranks the sure ones, whose probabilities are all 1 in float64', () => {
    const tally = new Tally(reading(2), metrics);
    tally.add(0, Float32Array.of(90, 0, 80, 0, 70, 0, 60, 0), [0, 0, 1, 1]);
    expect(tally.measures().auc).toBe(1);
  });
});

describe('the area under the curve', () => {
  it('counts pairs', () => {
    expect(areaUnderCurve(Float32Array.of(3, 1), Float32Array.of(2, 1))).toBe((1 + 1 + 0 + 0.5) / 4);
    expect(areaUnderCurve(Float32Array.of(1), Float32Array.of())).toBeUndefined();
  });

  it('is half where all scores are equal, and turns over with the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2 }), (scores) => {
        const middle = Math.ceil(scores.length / 2);
        const [first, second] = [
          Float32Array.from(scores.slice(0, middle)),
          Float32Array.from(scores.slice(middle)),
        ];
        const turned =
          areaUnderCurve(
            first.map((score) => -score),
            second.map((score) => -score),
          ) ?? Number.NaN;
        expect((areaUnderCurve(first, second) ?? Number.NaN) + turned).toBeCloseTo(1);
        expect(areaUnderCurve(first, first)).toBe(0.5);
      }),
    );
  });
});

describe('the probability of a class', () => {
  it('is what the end of the network makes of the scores', () => {
    const softmaxed = { regression: false, classes: 3, loss: 'cross-entropy' } as const;
    expect(probabilityOf(1, softmaxed, [9, 0, Math.log(2), 0], 1, 3)).toBeCloseTo(0.5);
    const sigmoid = { regression: false, classes: 2, loss: 'binary-cross-entropy' } as const;
    expect(probabilityOf(1, sigmoid, [Math.log(3)], 0, 1)).toBeCloseTo(0.75);
    expect(probabilityOf(0, sigmoid, [Math.log(3)], 0, 1)).toBeCloseTo(0.25);
    const plain = { regression: false, classes: 2, loss: 'mse' } as const;
    expect(probabilityOf(1, plain, [0.25, 1.5], 0, 2)).toBe(1);
  });
});
