// Lines over an axis, with what they spread: one SVG that needs no script and follows light and dark.

import { placedAxis, type ChartAxis, type PlacedAxis, type Tick } from './axis.js';
import { element, joined, type Markup } from '../markup.js';

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** Ends of a bar through the point, such as a mean less and plus its deviation. */
  readonly low?: number;
  readonly high?: number;
  /** What a pointer that rests on it is told. */
  readonly title?: string;
}

export interface Series {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  /** Dots that no line joins. */
  readonly loose?: boolean;
}

export interface LineChart {
  readonly title: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly Series[];
}

const width = 480;
const height = 300;
const frame = { left: 64, right: width - 16, top: 46, bottom: height - 52 };
/** Beyond this number dots would hide the line. */
const mostDots = 40;

/** Points are drawn in the order given; what is not finite breaks the line. */
export function lineChart({ title, x, y, series }: LineChart): Markup {
  const points = series.flatMap((line) => line.points);
  const across = placedAxis(
    x,
    points.map((point) => point.x),
  );
  const up = placedAxis(
    y,
    points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]),
  );
  const attributes = { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title };
  return element(
    'svg',
    attributes,
    element('text', { class: 'chart-title', x: frame.left, y: 16 }, title),
    grid(across, up),
    joined(series.map((line, index) => drawnSeries(line, index, across, up))),
    legend(series),
  );
}

function leftOf(place: number): number {
  return frame.left + place * (frame.right - frame.left);
}

function topOf(place: number): number {
  return frame.bottom - place * (frame.bottom - frame.top);
}

function grid(across: PlacedAxis, up: PlacedAxis): Markup {
  const middle = (frame.top + frame.bottom) / 2;
  const turned = { x: 0, y: 0, 'text-anchor': 'middle', transform: `translate(14 ${middle}) rotate(-90)` };
  const below = { x: (frame.left + frame.right) / 2, y: height - 12, 'text-anchor': 'middle' };
  return joined([
    ...up.ticks.map(rowOf),
    ...across.ticks.map(columnOf),
    element('text', { class: 'chart-label', ...turned }, up.label),
    element('text', { class: 'chart-label', ...below }, across.label),
  ]);
}

function rowOf({ place, text }: Tick): Markup {
  const y = topOf(place);
  return joined([
    element('line', { class: 'chart-grid', x1: frame.left, x2: frame.right, y1: y, y2: y }),
    element('text', { class: 'chart-mark', x: frame.left - 8, y: y + 4, 'text-anchor': 'end' }, text),
  ]);
}

function columnOf({ place, text }: Tick): Markup {
  const x = leftOf(place);
  return joined([
    element('line', { class: 'chart-grid', x1: x, x2: x, y1: frame.bottom, y2: frame.bottom + 5 }),
    element('text', { class: 'chart-mark', x, y: frame.bottom + 20, 'text-anchor': 'middle' }, text),
  ]);
}

function drawnSeries({ points, loose }: Series, index: number, across: PlacedAxis, up: PlacedAxis): Markup {
  const place = ({ x, y }: { x: number; y: number }): [number, number] => [
    leftOf(across.placeOf(x)),
    topOf(up.placeOf(y)),
  ];
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  const dots = loose === true || finite.length <= mostDots ? finite : [];
  return element(
    'g',
    { class: `series series-${index % 6}${loose === true ? ' loose' : ''}` },
    ...(loose === true ? [] : [element('path', { class: 'chart-line', d: pathThrough(points, place) })]),
    ...finite.map((point) => barThrough(point, place)),
    ...dots.map((point) => dotAt(point, place)),
  );
}

type Place = (point: { x: number; y: number }) => [number, number];

function pathThrough(points: readonly ChartPoint[], place: Place): string {
  let isDown = false;
  const steps = points.map((point) => {
    if (!Number.isFinite(point.x) || !Number.isFinite(point.y)) {
      isDown = false;
      return '';
    }
    const command = isDown ? 'L' : 'M';
    isDown = true;
    return `${command}${place(point)
      .map((coordinate) => coordinate.toFixed(1))
      .join(' ')}`;
  });
  return steps.join('');
}

function barThrough({ x, low, high }: ChartPoint, place: Place): Markup {
  if (low === undefined || high === undefined || !(high > low)) return joined([]);
  const [[left, bottom], [, top]] = [place({ x, y: low }), place({ x, y: high })];
  return element('path', {
    class: 'chart-bar',
    d: `M${left - 4} ${top}h8M${left - 4} ${bottom}h8M${left} ${top}V${bottom}`,
  });
}

function dotAt(point: ChartPoint, place: Place): Markup {
  const [cx, cy] = place(point);
  const title = point.title === undefined ? [] : [element('title', {}, point.title)];
  return element('circle', { class: 'chart-dot', cx, cy, r: 3.5 }, ...title);
}

/** One series alone is named by the title. */
function legend(series: readonly Series[]): Markup {
  if (series.length < 2) return joined([]);
  const columns = (frame.right - frame.left) / series.length;
  return joined(
    series.map(({ name }, index) =>
      element(
        'g',
        { class: `series series-${index % 6}` },
        element('circle', { class: 'chart-dot', cx: frame.left + index * columns + 5, cy: 30, r: 4 }),
        element('text', { class: 'chart-mark', x: frame.left + index * columns + 14, y: 34 }, name),
      ),
    ),
  );
}
