// What came of a sweep: means over seeds, the best first, as a table of a spreadsheet and as a page.

import { describe, expect, it } from 'vitest';
import { sweepCsv } from '../../runtime/sweep/csv.js';
import { sweepPage } from '../../runtime/sweep/page/page.js';
import { meanOf, resultsOf } from '../../runtime/sweep/results.js';
import type { SweepPlan, TrainingRecord, TrainingState } from '../../runtime/sweep/sweep-file.js';

function training(maps: number, seed: number, outcome: TrainingState): TrainingRecord {
  return {
    folder: `maps=${maps},seed=${seed}`,
    model: 'pool',
    values: { maps },
    seed,
    parameters: 100,
    outcome,
  };
}

function done(loss: number, accuracy: number | null): TrainingState {
  return { state: 'done', figures: { loss, accuracy, epochs: 5, seconds: 10 } };
}

const failed: TrainingState = { state: 'failed', reason: 'the loss became NaN, "<b>"' };

const trainings = [
  training(8, 1, done(0.3, 0.9)),
  training(8, 2, done(0.1, 0.94)),
  training(16, 1, done(0.4, 0.96)),
  training(16, 2, { state: 'waiting' }),
  training(32, 1, failed),
];

const plan: SweepPlan = { models: ['<pool>'], axes: [], random: null, repeat: 2, conditions: {} };

describe('means', () => {
  it('have the deviation of a sample', () => {
    // Mean 4; squares 4, 0, 4 over n − 1 = 2.
    expect(meanOf([2, 4, 6])).toEqual({ mean: 4, deviation: 2 });
    expect(meanOf([3])).toEqual({ mean: 3, deviation: null });
  });
});

describe('points', () => {
  it('come the best first by accuracy, what is not done behind', () => {
    const { by, points } = resultsOf({ trainings });
    expect(by).toBe('accuracy');
    expect(points.map(({ values, best }) => [values.maps, best])).toEqual([
      [16, true],
      [8, false],
      [32, false],
    ]);
    expect(points[1].means?.loss.mean).toBeCloseTo(0.2);
    expect(points[1].means?.loss.deviation).toBeCloseTo(Math.SQRT2 / 10);
    expect(points[2].means).toBeUndefined();
  });

  it('come by loss where that is asked for, or nothing was classified', () => {
    expect(resultsOf({ trainings }, 'loss').points[0].values.maps).toBe(8);
    const regression = [training(1, 1, done(2, null)), training(2, 1, done(1, null))];
    const { by, points } = resultsOf({ trainings: regression }, 'accuracy');
    expect([by, points[0].values.maps]).toEqual(['loss', 2]);
  });
});

it('becomes a table for a spreadsheet', () => {
  expect(sweepCsv({ version: 1, plan, trainings: [trainings[0], trainings[3], trainings[4]] })).toBe(
    `model,maps,seed,parameters,state,loss,accuracy,epochs,seconds,reason
pool,8,1,100,done,0.3,0.9,5,10,
pool,16,2,100,waiting,,,,,
pool,32,1,100,failed,,,,,"the loss became NaN, ""<b>"""
`,
  );
});

describe('the page', () => {
  const page = sweepPage(plan, resultsOf({ trainings }));

  it('holds the best, the table and what failed, as text', () => {
    expect(page).toContain('Best: maps 16, with accuracy 96.00 %');
    expect(page).toContain('<td>0.2000 ± 0.1414</td><td>92.00 ± 2.83 %</td>');
    expect(page).toContain('the loss became NaN, &quot;&lt;b&gt;&quot;');
    expect(page).toContain('Sweep of &lt;pool&gt;');
    expect(page).not.toMatch(/<b>|<pool>|<script|https?:/);
  });

  it('draws the figure against what was swept', () => {
    expect(page).toContain('aria-label="Accuracy by maps"');
    expect(page).toContain('<title>maps 8: 92.00 ± 2.83 %</title>');
  });

  it('says so where nothing is done', () => {
    expect(sweepPage(plan, resultsOf({ trainings: [trainings[4]] }))).toContain('Nothing is done yet');
  });
});
