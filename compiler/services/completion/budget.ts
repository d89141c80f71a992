// What may stand behind `expect`: a metric, a comparison, and a number that the network keeps to.

import { isError, type Diagnostic } from '../../../grammar/diagnostic.js';
import { metrics, type Metric } from '../documentation/metrics.js';
import type { Piece } from '../cursor.js';
import { grouped } from '../../summary/units.js';
import { operands } from './expression.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

export function budgetWords(situation: Situation, [metric, ...rest]: readonly Piece[]): Suggestion[] {
  if (metric === undefined) return metricsOf(situation);
  if (!Object.hasOwn(metrics, metric.text)) return [];
  const now = measured(situation, metrics[metric.text]);
  if (rest.length === 0) return comparisons(now);
  if (rest.length > 1) return operands(situation, 0);
  const isStrict = rest[0].text === '<';
  const kept: Suggestion[] =
    now === undefined
      ? []
      : [{ label: `${isStrict ? now + 1 : now}`, kind: 'value', detail: present(now), rank: 0 }];
  return [...kept, ...operands(situation, 1)];
}

function metricsOf(situation: Situation): Suggestion[] {
  return Object.entries(metrics).map(([label, metric], i) => {
    const now = measured(situation, metric);
    return {
      label,
      kind: 'metric',
      detail: now === undefined ? undefined : grouped(now),
      documentation: metric.about,
      snippet: `${label} \${1:<=} \${2:${now ?? 1}}`,
      rank: Math.min(i, 9),
    };
  });
}

function comparisons(now: number | undefined): Suggestion[] {
  const marks = ['<', '<=', '==', '>=', '>'];
  return marks.map((label, i) => ({
    label,
    kind: 'keyword',
    detail: now === undefined ? undefined : present(now),
    snippet: `${label} \${1:${now ?? 1}}`,
    rank: i,
  }));
}

function present(now: number): string {
  return `${grouped(now)} now`;
}

/** Of a network that is whole: of a part the figures would mislead. The line that is being written may be broken. */
function measured({ analysis, cursor }: Situation, { measure }: Metric): number | undefined {
  const { model, diagnostics, source } = analysis;
  const lineOf = (offset: number): number => source.position(offset).line;
  const here = lineOf(cursor.statementStart);
  const isElsewhere = ({ code, span }: Diagnostic): boolean =>
    !isOfBudget(code) && lineOf(span.start) !== here;
  const isWhole = !diagnostics.some((each) => isError(each) && isElsewhere(each));
  return isWhole && model.layers.length > 0 ? measure(model) : undefined;
}

/** Mistakes of budgets and of training leave the network whole. */
function isOfBudget(code: string): boolean {
  return /^CNN(?:402|210|5)/.test(code);
}
