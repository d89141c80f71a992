// A chart of lines over epochs as an SVG drawing, with the names of the lines at their ends.

import { html, type Markup } from '../markup.js';
import { linearTicks } from './ticks.js';

export interface Point {
  readonly epoch: number;
  readonly value: number;
}

export interface Line {
  /** Decides its colour. */
  readonly role: 'training' | 'validation' | 'other';
  /** Written at its end. */
  readonly name: string;
  readonly points: readonly Point[];
}

export interface EpochChart {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Writes a value on the axis and at the end of a line. */
  readonly write: (value: number) => string;
  /** The epoch to mark. */
  readonly best?: number | undefined;
  /** No value is beyond these: a share is between 0 and 1. */
  readonly bounds?: readonly [least: number, most: number];
}

const width = 460;
const height = 230;
const edge = { top: 14, right: 112, bottom: 26, left: 56 };
const inner = { width: width - edge.left - edge.right, height: height - edge.top - edge.bottom };
const lineHeight = 28;

interface Frame {
  readonly x: (epoch: number) => number;
  readonly y: (value: number) => number;
  readonly values: readonly number[];
  readonly epochs: readonly number[];
}

function within(ticks: readonly number[], [least, most]: readonly [number, number]): number[] {
  return ticks.filter((tick) => tick >= least && tick <= most);
}

/** Extremes by a loop: an argument a point would overflow the stack. */
function extent(values: readonly number[]): [low: number, high: number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

function frameOf({ lines, bounds = [-Infinity, Infinity] }: EpochChart): Frame {
  const points = lines.flatMap((line) => line.points);
  const values = within(linearTicks(...extent(points.map(({ value }) => value)), 4), bounds);
  const [firstEpoch, lastEpoch] = extent(points.map(({ epoch }) => epoch));
  const [low, high] = extent(values);
  const span = lastEpoch - firstEpoch || 1;
  const epochs = linearTicks(firstEpoch, lastEpoch, 5).filter(
    (epoch) => Number.isInteger(epoch) && epoch > firstEpoch && epoch <= lastEpoch,
  );
  return {
    x: (epoch) => edge.left + ((epoch - firstEpoch) / span) * inner.width,
    y: (value) => edge.top + (1 - (value - low) / (high - low || 1)) * inner.height,
    values,
    epochs: [...new Set([firstEpoch, ...epochs])],
  };
}

function digits(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function axes({ x, y, values, epochs }: Frame, write: EpochChart['write']): Markup[] {
  const right = edge.left + inner.width;
  const rules = values.map(
    (value) =>
      html`<line
          class="rule"
          x1="${edge.left}"
          x2="${right}"
          y1="${digits(y(value))}"
          y2="${digits(y(value))}"
        /><text class="tick" x="${edge.left - 8}" y="${digits(y(value) + 4)}" text-anchor="end"
          >${write(value)}</text
        >`,
  );
  const bottom = edge.top + inner.height + 18;
  const marks = epochs.map(
    (epoch) =>
      html`<text class="tick" x="${digits(x(epoch))}" y="${bottom}" text-anchor="middle">${epoch}</text>`,
  );
  return [...rules, ...marks];
}

function curve({ role, points }: Line, { x, y }: Frame): Markup {
  const path = points.map(({ epoch, value }) => `${digits(x(epoch))},${digits(y(value))}`).join(' ');
  if (points.length > 1) return html`<polyline class="line ${role}" points="${path}" />`;
  return html`<circle
    class="dot ${role}"
    cx="${digits(x(points[0].epoch))}"
    cy="${digits(y(points[0].value))}"
    r="3.5"
  />`;
}

/** The heights of the lines' names: where the lines end, but never one over another. */
function labelHeights(lines: readonly Line[], { y }: Frame): number[] {
  const wanted = lines.map(({ points }) => y(points[points.length - 1].value));
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const heights = [...wanted];
  order.forEach((at, place) => {
    if (place > 0) heights[at] = Math.max(heights[at], heights[order[place - 1]] + lineHeight);
  });
  const beyond = Math.max(0, heights[order[order.length - 1]] - (edge.top + inner.height));
  return heights.map((at) => Math.max(at - beyond, edge.top + 4));
}

function labels(lines: readonly Line[], frame: Frame, write: EpochChart['write']): Markup[] {
  const heights = labelHeights(lines, frame);
  const x = edge.left + inner.width + 10;
  return lines.map(({ role, name, points }, at) => {
    const last = points[points.length - 1].value;
    return html`<text class="name ${role}" x="${x}" y="${digits(heights[at])}"
      >${name}<tspan class="end" x="${x}" dy="14">${write(last)}</tspan></text
    >`;
  });
}

function bestMark({ best, lines }: EpochChart, { x, y }: Frame): Markup | undefined {
  const line = lines.find(({ role }) => role === 'validation');
  const point = line?.points.find(({ epoch }) => epoch === best);
  if (point === undefined) return undefined;
  return html`<circle class="best" cx="${digits(x(point.epoch))}" cy="${digits(y(point.value))}" r="4.5"
    ><title>best: epoch ${point.epoch}</title></circle
  >`;
}

function described({ title, lines, write }: EpochChart): string {
  const ends = lines.map(({ name, points }) => {
    const [first, last] = [points[0], points[points.length - 1]];
    return `${name} from ${write(first.value)} in epoch ${first.epoch} to ${write(last.value)} in epoch ${last.epoch}`;
  });
  return `${title} over epochs: ${ends.join('; ')}`;
}

/** Nothing where there is nothing to draw; points that are no numbers are left out. */
export function epochChart(chart: EpochChart): Markup | undefined {
  const lines = chart.lines
    .map((line) => ({ ...line, points: line.points.filter(({ value }) => Number.isFinite(value)) }))
    .filter(({ points }) => points.length > 0);
  if (lines.length === 0) return undefined;
  const drawn = { ...chart, lines };
  const frame = frameOf(drawn);
  return html`<figure class="chart">
    <figcaption>${chart.title}</figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${described(drawn)}">
      ${axes(frame, chart.write)} ${lines.map((line) => curve(line, frame))} ${bestMark(drawn, frame)}
      ${labels(lines, frame, chart.write)}
    </svg>
  </figure>`;
}
