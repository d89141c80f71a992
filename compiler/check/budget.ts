// Budgets: `expect parameters < 65k`.

import type { ExpectStatement } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Report } from '../diagnostics/draft.js';
import type { Model } from '../model.js';
import { summarize } from '../summary/summarize.js';
import { replacing } from './argument-mistakes.js';
import { depthOf, layerCount } from './depth.js';
import { evaluate, type Surroundings } from './evaluate.js';
import { nearest } from './nearest.js';

interface Metric {
  readonly unit: string;
  measure(model: Model): number;
}

const metrics: Readonly<Record<string, Metric>> = {
  parameters: { unit: 'parameters', measure: (model) => summarize(model).parameters },
  trainable: { unit: 'trainable parameters', measure: (model) => summarize(model).trainable },
  macs: { unit: 'multiply-accumulates a sample', measure: (model) => summarize(model).macs },
  'activation-memory': {
    unit: 'bytes of activations a sample',
    measure: (model) => summarize(model).activationBytes,
  },
  'receptive-field': {
    unit: 'pixels of receptive field',
    measure: (model) => Math.max(0, ...(model.layers.at(-1)?.receptiveField ?? [])),
  },
  layers: { unit: 'layers', measure: layerCount },
  depth: { unit: 'layers with weights on the longest path', measure: depthOf },
};

const comparisons: { readonly [K in ExpectStatement['operator']]: (a: number, b: number) => boolean } = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};

/** `model` is undefined where mistakes left the network incomplete: its costs are then unknown. */
export function checkBudget(budget: ExpectStatement, model: Model | undefined, around: Surroundings): void {
  const { text, span } = budget.metric;
  const metric = Object.hasOwn(metrics, text) ? metrics[text] : undefined;
  const limit = evaluate(budget.value, around);
  if (metric === undefined) return refuseMetric(text, span, around.report);
  if (limit === undefined || model === undefined) return;
  const actual = metric.measure(model);
  if (comparisons[budget.operator](actual, limit)) return;
  around.report({
    code: 'CNN402',
    span: budget.span,
    message: `the network has ${grouped(actual)} ${metric.unit}, against \`expect ${text} ${budget.operator} ${grouped(limit)}\``,
    label: difference(actual, limit),
    help: 'make the network fit, or the budget',
    candidates: [honest(budget, actual)],
    notes: text === 'parameters' || text === 'trainable' || text === 'macs' ? [largest(model, text)] : [],
  });
}

/** The budget that the network keeps to as it is. */
function honest({ metric, operator, value }: ExpectStatement, actual: number): Candidate {
  const kept = { '<': '<=', '>': '>=', '!=': '==' }[operator as string] ?? operator;
  const text = `${kept} ${actual}`;
  return {
    edits: [{ span: { start: metric.span.end, end: value.span.end }, text: ` ${text}` }],
    safe: false,
    title: () => `allow what it has: \`expect ${metric.text} ${text}\``,
  };
}

function refuseMetric(text: string, span: Span, report: Report): void {
  const meant = nearest(text, Object.keys(metrics));
  const help = meant ? `did you mean \`${meant}\`?` : `there are ${Object.keys(metrics).join(', ')}`;
  const candidates = meant ? [replacing(span, meant)] : [];
  report({ code: 'CNN210', span, message: `there is no metric \`${text}\``, help, candidates });
}

function grouped(value: number): string {
  return value.toLocaleString('en-US');
}

function difference(actual: number, limit: number): string {
  if (actual === limit) return 'exactly as many';
  return `${grouped(Math.abs(actual - limit))} ${actual > limit ? 'more' : 'fewer'}`;
}

/** Where most of them are: the place to save. */
function largest(model: Model, metric: 'parameters' | 'trainable' | 'macs'): string {
  const rows = summarize(model).layers;
  const costOf = (row: (typeof rows)[number]): number => (metric === 'macs' ? row.macs : row.parameters);
  const most = rows.reduce((best, row) => (costOf(row) > costOf(best) ? row : best));
  return `most are in \`${most.name}\` (line ${most.line}): ${grouped(costOf(most))}`;
}
