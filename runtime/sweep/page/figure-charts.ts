// A chart for each name that was swept: the figure against its values.

import type { ChartAxis } from '../../report/charts/axis.js';
import { lineChart, type ChartPoint, type Series } from '../../report/charts/line-chart.js';
import type { Markup } from '../../report/markup.js';
import { meanOf, type Figure, type Mean, type PointResult } from '../results.js';
import { sweptNames, type SweptName } from '../swept-names.js';
import { figureText } from './figure-text.js';

/** A point that is done. */
export type DonePoint = PointResult & { readonly means: NonNullable<PointResult['means']> };

/** More lines than this cannot be told apart; more values than this are no steps. */
const mostLines = 6;
const mostSteps = 24;
/** With few values each has its mark. */
const mostMarks = 8;

export function figureCharts(points: readonly DonePoint[], by: Figure): Markup[] {
  const names = sweptNames(points);
  return names.map((name) =>
    lineChart({
      title: `${titleOf(by)} by ${name.name}`,
      x: axisOf(name, points),
      y: {
        label: by === 'accuracy' ? 'accuracy, %' : 'loss',
        format: markText(by),
        ...(by === 'accuracy' && { most: 1 }),
      },
      series: seriesOf(name, names, points, by),
    }),
  );
}

function titleOf(by: Figure): string {
  return by === 'accuracy' ? 'Accuracy' : 'Loss';
}

function markText(by: Figure): (value: number) => string {
  return (value) => `${Number((by === 'accuracy' ? 100 * value : value).toPrecision(6))}`;
}

/** Values that grow by factors, such as 8, 16, 32, stand evenly. */
export function axisOf(name: SweptName, points: readonly DonePoint[]): ChartAxis {
  if (name.isModel) return { label: name.name, words: [...new Set(points.map(({ model }) => model))] };
  const values = distinct(points.map((point) => placeOn(name, point, [])));
  const [least, most] = [values[0], values[values.length - 1]];
  const marks = values.length > mostMarks ? {} : { marks: values };
  return { label: name.name, logarithmic: least > 0 && most / least >= 8, ...marks };
}

export function placeOn(name: SweptName, point: DonePoint, words: readonly string[]): number {
  return name.isModel ? words.indexOf(point.model) : point.values[name.name];
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}

export function figureOf({ means }: DonePoint, by: Figure): Mean {
  return by === 'accuracy' && means.accuracy !== undefined ? means.accuracy : means.loss;
}

function seriesOf(
  name: SweptName,
  names: readonly SweptName[],
  points: readonly DonePoint[],
  by: Figure,
): Series[] {
  const words = [...new Set(points.map(({ model }) => model))];
  const placedPoints = (some: readonly DonePoint[]): ChartPoint[] =>
    some
      .map((point) => chartPoint(point, placeOn(name, point, words), names, by))
      .toSorted((a, b) => a.x - b.x);
  const placed = placedPoints(points);
  const [other, ...more] = names.filter((each) => each !== name);
  if (other === undefined) return [{ name: 'mean over seeds', points: placed, loose: name.isModel }];
  const lines = [...new Set(points.map(other.textOf))];
  if (more.length === 0 && lines.length <= mostLines) {
    return lines.map((text) => ({
      name: `${other.name} ${text}`,
      points: placedPoints(points.filter((point) => other.textOf(point) === text)),
    }));
  }
  return [...meansAt(placed), { name: 'each point', points: placed.map(withoutBar), loose: true }];
}

/** Over all that the other names were set to; none where hardly two points share a value. */
function meansAt(points: readonly ChartPoint[]): Series[] {
  const places = distinct(points.map(({ x }) => x));
  if (places.length > mostSteps || places.length > points.length / 2) return [];
  const means = places.map((x) => ({
    x,
    y: meanOf(points.filter((point) => point.x === x).map(({ y }) => y)).mean,
  }));
  return [{ name: 'mean over the rest', points: means }];
}

function withoutBar({ x, y, title }: ChartPoint): ChartPoint {
  return { x, y, ...(title !== undefined && { title }) };
}

function chartPoint(point: DonePoint, x: number, names: readonly SweptName[], by: Figure): ChartPoint {
  const { mean, deviation } = figureOf(point, by);
  const values = names.map(({ name, textOf }) => `${name} ${textOf(point)}`).join(', ');
  const title = `${values}: ${figureText({ mean, deviation }, by)}`;
  return { x, y: mean, title, ...(deviation !== null && { low: mean - deviation, high: mean + deviation }) };
}
