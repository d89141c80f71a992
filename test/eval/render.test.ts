// What `cnnc eval` prints of an evaluation: golden pages, and JSON.

import { describe, expect, it } from 'vitest';
import { evaluationJson } from '../../cli/eval/json.js';
import { renderEvaluation, type Shown } from '../../cli/eval/render.js';
import { parseMetrics } from '../../cli/metrics-option.js';
import type { Metric } from '../../compiler/training-options.js';
import type { Evaluation } from '../../runtime/index.js';
import { Tally } from '../../runtime/metrics/tally.js';

const metrics = parseMetrics('accuracy, top 2, precision, recall, f1, auc, confusion');

function evaluationOf(tally: Tally): Evaluation {
  const { samples, confusion, hasTooManyScores } = tally;
  const { loss, ...measures } = tally.measures();
  return { samples, loss, metrics: measures, perClass: tally.perClass(), confusion, hasTooManyScores };
}

/** Each sample is of class `sample mod classes`; every seventh is taken for the next class. */
function classified(
  classes: number,
  samples: number,
  asked: readonly Metric[],
  mostKept?: number,
): Evaluation {
  const tally = new Tally({ regression: false, classes, loss: 'cross-entropy' }, asked, mostKept);
  for (let sample = 0; sample < samples; sample++) {
    const label = sample % classes;
    const guess = sample % 7 === 3 ? (label + 1) % classes : label;
    const scores = Float32Array.from({ length: classes }, (_, unit) =>
      unit === guess ? 3 : unit === label ? 2 : (sample * unit) % 5 === 0 ? 1 : 0,
    );
    tally.add(0.25, scores, [label]);
  }
  return evaluationOf(tally);
}

const names = ['T-shirt', 'trouser', 'a name that is far too long for a column', 'bad\u001b[31m\n'];

function shown(evaluation: Evaluation, changes: Partial<Shown> = {}): Shown {
  return { model: 'Net', evaluation, names, metrics, perClass: true, width: 100, ...changes };
}

describe('an evaluation on the terminal', () => {
  it.each<[string, Shown]>([
    ['few-classes', shown(classified(4, 100, metrics))],
    ['many-classes', shown(classified(25, 1400, metrics), { names: undefined, perClass: false })],
    ['no-metrics', shown(classified(4, 100, []), { metrics: [], perClass: false })],
    ['too-many-scores', shown(classified(4, 100, metrics, 99), { metrics: [], perClass: false })],
    ['regression', shown(numbered())],
  ])('%s', async (name, page) => {
    await expect(renderEvaluation(page)).toMatchFileSnapshot(`../golden/eval/${name}.txt`);
  });
});

function numbered(): Evaluation {
  const tally = new Tally({ regression: true, classes: 256, loss: 'mse' }, metrics);
  tally.add(0.5, Float32Array.of(1, 2, 3), [1, 2, 5]);
  return evaluationOf(tally);
}

describe('an evaluation as JSON', () => {
  it('has what was asked for beside the accuracy', () => {
    const json = evaluationJson(shown(classified(4, 100, metrics)));
    expect(Object.keys(json)).toEqual(['version', 'model', 'samples', 'loss', 'metrics']);
    expect(Object.keys(json.metrics)).toEqual([
      'accuracy',
      'top2',
      'precision',
      'recall',
      'f1',
      'auc',
      'perClass',
      'confusion',
    ]);
    expect(json.metrics.accuracy).toBe(0.86);
    expect(json.metrics.perClass?.[1]).toMatchObject({ class: 1, label: 'trouser', samples: 25 });
    expect(json.metrics.confusion?.map((row) => row.reduce((sum, count) => sum + count))).toEqual([
      25, 25, 25, 25,
    ]);
  });

  it('has no more than before where nothing was asked for', () => {
    const json = evaluationJson(shown(classified(4, 100, []), { metrics: [], perClass: false }));
    expect(json).toEqual({ version: 1, model: 'Net', samples: 100, loss: 0.25, metrics: { accuracy: 0.86 } });
    const regression = evaluationJson(shown(numbered()));
    expect(Object.keys(regression.metrics)).toEqual(['meanAbsoluteError', 'r2']);
  });

  it('leaves a confusion of more than 1,000 classes out', () => {
    const json = evaluationJson(shown(classified(1001, 20, []), { perClass: false }));
    expect(json.metrics).not.toHaveProperty('confusion');
  });
});

describe('--metrics', () => {
  it('is spelt as in a train block', () => {
    expect(parseMetrics('f1,top  10')).toEqual([{ kind: 'f1' }, { kind: 'top', k: 10 }]);
  });

  it.each(['', 'f1,', 'top', 'top 0', 'top 1.5', 'F1', 'toString', 'loss'])('refuses %j', (text) => {
    expect(() => parseMetrics(text)).toThrow('Choose from accuracy, precision,');
  });
});
