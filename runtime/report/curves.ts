// Loss, measures and learning rate over the epochs, as small charts beside each other.

import { measureText, measureTitle } from '../metrics/measure-text.js';
import { measuredFigures } from '../metrics/measures.js';
import type { EpochMetrics } from '../run-folder.js';
import { epochChart, type EpochChart, type Point } from './charts/epoch-chart.js';
import { capitalized, spreadOver } from './clipped.js';
import { html, type Markup } from './markup.js';
import { section } from './section.js';

/** Finer lines cannot be seen. */
const mostPoints = 300;
const mostRows = 100;

function pointsOf(
  epochs: readonly EpochMetrics[],
  valueOf: (metrics: EpochMetrics) => number | undefined,
): Point[] {
  return spreadOver(epochs, mostPoints).flatMap((metrics) => {
    const value = valueOf(metrics);
    return value === undefined ? [] : [{ epoch: metrics.epoch, value }];
  });
}

/** The keys of what was measured of what is held out, beside loss and accuracy. */
function furtherKeys(epochs: readonly EpochMetrics[]): string[] {
  const keys = epochs.flatMap((metrics) => validationFigures(metrics).map(([key]) => key));
  return [...new Set(keys)].filter((key) => key !== 'loss' && key !== 'accuracy');
}

function validationFigures({ validation }: EpochMetrics): [key: string, value: number][] {
  return validation === undefined ? [] : measuredFigures(validation);
}

function validationValue(metrics: EpochMetrics, key: string): number | undefined {
  return validationFigures(metrics).find(([own]) => own === key)?.[1];
}

function measureChart(key: string, epochs: readonly EpochMetrics[], best: number | undefined): EpochChart {
  const isShare = measureText(key, 0).endsWith('%') || key === 'auc';
  const training = key === 'loss' || key === 'accuracy' ? pointsOf(epochs, (metrics) => metrics[key]) : [];
  return {
    title: capitalized(measureTitle(key)),
    lines: [
      { role: 'training', name: 'training', points: training },
      {
        role: 'validation',
        name: 'validation',
        points: pointsOf(epochs, (each) => validationValue(each, key)),
      },
    ],
    write: (value) => shortText(key, value),
    best,
    ...(isShare ? { bounds: [0, 1] as const } : {}),
  };
}

/** On an axis no digits that say nothing. */
function shortText(key: string, value: number): string {
  const text = measureText(key, value);
  return text.replace(/(\.\d*?)0+( %)?$/, '$1$2').replace(/\.( %)?$/, '$1');
}

/** None where the rate stays as the settings have it. */
function rateCharts(epochs: readonly EpochMetrics[]): EpochChart[] {
  const points = pointsOf(epochs, ({ rate }) => rate);
  if (points.every(({ value }) => value === points[0].value)) return [];
  const chart: EpochChart = {
    title: 'Learning rate',
    lines: [{ role: 'other', name: 'rate', points }],
    write: (value) => `${Number(value.toPrecision(3))}`,
  };
  return [chart];
}

function epochTable(epochs: readonly EpochMetrics[]): Markup {
  const keys = [...new Set(epochs.flatMap((metrics) => validationFigures(metrics).map(([key]) => key)))];
  const shown = spreadOver(epochs, mostRows);
  const cell = (key: string, value: number | undefined): Markup =>
    html`<td>${value === undefined ? '' : measureText(key, value)}</td>`;
  const rows = shown.map(
    (metrics) =>
      html`<tr>
        <th scope="row">${metrics.epoch}</th>
        ${cell('loss', metrics.loss)}${cell('accuracy', metrics.accuracy)}${keys.map((key) => cell(key, validationValue(metrics, key)))}
        <td>${Number(metrics.rate.toPrecision(3))}</td>
        <td>${metrics.seconds.toFixed(1)}</td>
      </tr>`,
  );
  const left = epochs.length - shown.length;
  return html`<details>
    <summary>All figures as a table</summary>
    <div class="wide">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">Epoch</th>
            <th scope="col">Loss</th>
            <th scope="col">Accuracy</th>
            ${keys.map((key) => html`<th scope="col">Validation ${measureTitle(key)}</th>`)}
            <th scope="col">Learning rate</th>
            <th scope="col">Seconds</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${left > 0 ? html`<p class="note">${left} epochs in between are left out; metrics.jsonl has them all.</p>` : undefined}
  </details>`;
}

/** @param best the epoch whose weights are kept */
export function curves(epochs: readonly EpochMetrics[], best: number | undefined): Markup | undefined {
  if (epochs.length === 0) return undefined;
  const keys = ['loss', 'accuracy', ...furtherKeys(epochs)];
  const charts = [...keys.map((key) => measureChart(key, epochs, best)), ...rateCharts(epochs)].map(
    epochChart,
  );
  return section(
    'Over the epochs',
    html`<div class="charts">${charts}</div>
      ${epochTable(epochs)}`,
  );
}
