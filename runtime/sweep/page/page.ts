// sweep.html: what came of a sweep, as one page that needs nothing beside it and no script.

import { element, joined, Markup } from '../../report/markup.js';
import { chartStyle } from '../../report/charts/style.js';
import { countOf, numberText } from '../../text.js';
import type { PointResult, SweepResults } from '../results.js';
import type { SweepPlan } from '../sweep-file.js';
import { sweptNames } from '../swept-names.js';
import { figureCharts, type DonePoint } from './figure-charts.js';
import { figureText } from './figure-text.js';
import { parallelChart } from './parallel-chart.js';

const style = `
body { margin: 0 auto; max-width: 1000px; padding: 24px 16px 48px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; }
p { margin: 4px 0; } .pale { color: var(--pale); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 16px; }
.wide { max-width: 100%; } .faint { opacity: 0.22; stroke-width: 1; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
th { font-weight: 600; } .word { text-align: left; } .best { background: var(--band); font-weight: 600; }
.reason { white-space: normal; min-width: 20em; }
`;

export function sweepPage(plan: SweepPlan, results: SweepResults): string {
  const { points, by } = results;
  const done = points.filter((point): point is DonePoint => point.means !== undefined);
  const title = `Sweep of ${plan.models.join(', ')}`;
  const body = [
    element('h1', {}, title),
    element('p', { class: 'pale' }, extentText(plan, points)),
    ...(done.length === 0 ? [element('p', {}, 'Nothing is done yet.')] : [bestText(done, by)]),
    ...chartsOf(done, by),
    ...(done.length === 0 ? [] : [element('h2', {}, 'Points, the best first'), table(done)]),
    ...troubles(points),
  ];
  return document(title, body);
}

function document(title: string, body: readonly Markup[]): string {
  const head = element(
    'head',
    {},
    new Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
    element('title', {}, title),
    element('style', {}, new Markup(chartStyle + style)),
  );
  const page = element('html', { lang: 'en' }, head, element('body', {}, joined(body, '\n')));
  return `<!doctype html>\n${page.text}\n`;
}

function extentText({ random, repeat }: SweepPlan, points: readonly PointResult[]): string {
  const trainings = points.flatMap((point) => point.trainings);
  const done = trainings.filter(({ outcome }) => outcome.state === 'done').length;
  const how = random === null ? 'every value with every other' : 'values drawn at random';
  const seeds = repeat === 1 ? '' : `, each with ${countOf(repeat, 'seed')}`;
  return `${countOf(points.length, 'point')}, ${how}${seeds}: ${done} of ${countOf(trainings.length, 'training')} done.`;
}

function bestText(points: readonly DonePoint[], by: SweepResults['by']): Markup {
  const [best] = points;
  const values = sweptNames(points).map(({ name, textOf }) => `${name} ${textOf(best)}`);
  const figure =
    by === 'accuracy' && best.means.accuracy !== undefined ? best.means.accuracy : best.means.loss;
  const spread = figure.deviation === null ? '' : ' (± the standard deviation over the seeds)';
  return element('p', {}, `Best: ${values.join(', ')}, with ${by} ${figureText(figure, by)}${spread}.`);
}

function chartsOf(points: readonly DonePoint[], by: SweepResults['by']): Markup[] {
  if (points.length < 2) return [];
  const charts = element('div', { class: 'charts' }, ...figureCharts(points, by));
  return sweptNames(points).length < 2 ? [charts] : [charts, parallelChart(points, by)];
}

interface Column {
  readonly title: string;
  readonly isWord?: boolean;
  readonly textOf: (point: DonePoint) => string;
}

function columnsOf(points: readonly DonePoint[]): Column[] {
  const accuracies = points.every(({ means }) => means.accuracy !== undefined);
  return [
    ...sweptNames(points).map(({ name, isModel, textOf }) => ({ title: name, isWord: isModel, textOf })),
    { title: 'parameters', textOf: ({ parameters }) => (parameters === null ? '' : numberText(parameters)) },
    { title: 'epochs', textOf: ({ means }) => numberText(Math.round(means.epochs.mean)) },
    {
      title: 'seeds',
      textOf: ({ trainings }) => `${trainings.filter(({ outcome }) => outcome.state === 'done').length}`,
    },
    { title: 'seconds', textOf: ({ means }) => means.seconds.mean.toFixed(means.seconds.mean < 10 ? 1 : 0) },
    { title: 'loss', textOf: ({ means }) => figureText(means.loss, 'loss') },
    ...(accuracies
      ? [
          {
            title: 'accuracy',
            textOf: ({ means }: DonePoint) => (means.accuracy ? figureText(means.accuracy, 'accuracy') : ''),
          },
        ]
      : []),
  ];
}

function table(points: readonly DonePoint[]): Markup {
  const columns = columnsOf(points);
  const classOf = ({ isWord }: Column): { class: string | undefined } => ({
    class: isWord === true ? 'word' : undefined,
  });
  const titles = columns.map((column) => element('th', { scope: 'col', ...classOf(column) }, column.title));
  const rows = points.map((point) =>
    element(
      'tr',
      { class: point.best ? 'best' : undefined },
      ...columns.map((column) => element('td', classOf(column), column.textOf(point))),
    ),
  );
  const parts = [element('thead', {}, element('tr', {}, ...titles)), element('tbody', {}, ...rows)];
  return element('div', { class: 'scroll' }, element('table', {}, ...parts));
}

function troubles(points: readonly PointResult[]): Markup[] {
  const rows = points.flatMap(({ model, trainings }) =>
    trainings.flatMap(({ outcome, values, seed }) => {
      if (!('reason' in outcome)) return [];
      const written = Object.entries({ ...values, seed }).map(([name, value]) => `${name} ${value}`);
      return [
        element(
          'tr',
          {},
          element('td', { class: 'word' }, model),
          element('td', { class: 'word' }, written.join(', ')),
          element('td', { class: 'word reason' }, outcome.reason),
        ),
      ];
    }),
  );
  if (rows.length === 0) return [];
  return [
    element('h2', {}, 'What could not be trained'),
    element('div', { class: 'scroll' }, element('table', {}, element('tbody', {}, ...rows))),
  ];
}
