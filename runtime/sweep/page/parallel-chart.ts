// Every point as a line through all its values to its figure (parallel coordinates, Inselberg 1985): which
// values the good ones share.

import { placedAxis, type PlacedAxis } from '../../report/charts/axis.js';
import { element, joined, type Markup } from '../../report/markup.js';
import type { Figure } from '../results.js';
import { sweptNames } from '../swept-names.js';
import { axisOf, figureOf, placeOn, type DonePoint } from './figure-charts.js';
import { figureText } from './figure-text.js';

const width = 960;
const height = 320;
const frame = { left: 70, right: width - 70, top: 44, bottom: height - 24 };

/** The best tenth stands out. */
const share = 0.1;

/** @param points the best first */
export function parallelChart(points: readonly DonePoint[], by: Figure): Markup {
  const words = [...new Set(points.map(({ model }) => model))];
  const names = sweptNames(points).map((name) => {
    const values = points.map((point) => placeOn(name, point, words));
    return { axis: placedAxis(axisOf(name, points), values), values };
  });
  const figures = points.map((point) => figureOf(point, by).mean);
  const format = (value: number): string => figureText({ mean: value, deviation: null }, by);
  const columns = [
    ...names,
    {
      axis: placedAxis({ label: by, format, ...(by === 'accuracy' && { most: 1 }) }, figures),
      values: figures,
    },
  ];
  const lines = points.map((point, at) => lineOf(point, at, columns, at < points.length * share, by));
  const attributes = { class: 'chart wide', viewBox: `0 0 ${width} ${height}`, role: 'img' };
  return element(
    'svg',
    { ...attributes, 'aria-label': `Each point as a line through its values to its ${by}` },
    element('text', { class: 'chart-title', x: 0, y: 16 }, 'All points; the best tenth stands out'),
    joined(columns.map(({ axis }, at) => drawnAxis(axis, leftOf(at, columns.length), at === names.length))),
    // The best last, on top of the others.
    joined(lines.toReversed()),
  );
}

function leftOf(at: number, count: number): number {
  return frame.left + (at / Math.max(1, count - 1)) * (frame.right - frame.left);
}

function topOf(place: number): number {
  return frame.bottom - place * (frame.bottom - frame.top);
}

/** The marks of the last stand on the other side, clear of the lines. */
function drawnAxis({ label, ticks }: PlacedAxis, x: number, isLast: boolean): Markup {
  const beside = isLast ? { x: x + 6, 'text-anchor': 'start' } : { x: x - 6, 'text-anchor': 'end' };
  return joined([
    element('line', { class: 'chart-grid', x1: x, x2: x, y1: frame.top, y2: frame.bottom }),
    element('text', { class: 'chart-label', x, y: 34, 'text-anchor': 'middle' }, label),
    ...ticks.map(({ place, text }) =>
      element('text', { class: 'chart-mark', y: topOf(place) + 4, ...beside }, text),
    ),
  ]);
}

function lineOf(
  point: DonePoint,
  at: number,
  columns: readonly { readonly axis: PlacedAxis; readonly values: readonly number[] }[],
  isGood: boolean,
  by: Figure,
): Markup {
  const places = columns.map(({ axis, values }, column) =>
    [leftOf(column, columns.length), topOf(axis.placeOf(values[at]))]
      .map((value) => value.toFixed(1))
      .join(' '),
  );
  const title = `${Object.entries(point.values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')}: ${figureText(figureOf(point, by), by)}`;
  const attributes = { class: `chart-line${isGood ? '' : ' faint'}`, d: `M${places.join('L')}` };
  return element('g', { class: 'series series-0' }, element('path', attributes, element('title', {}, title)));
}
