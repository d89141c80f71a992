// What a network saw in one picture: its likeliest classes with bars, beside the picture where it is drawn.

import type { Prediction, RankedClass } from '../runtime/index.js';
import { bar } from './bar.js';

const barWidth = 24;
const indent = '  ';

/** @param drawing the lines of the picture, all `drawingWidth` columns wide; empty where it is not drawn */
export function renderPrediction(
  prediction: Prediction,
  drawing: readonly string[],
  drawingWidth: number,
): string {
  const ranks = prediction.top.length > 0 ? rankLines(prediction.top) : [];
  const isAll = ranks.length > 0 && Object.keys(prediction.outputs).length === 1;
  const said = isAll ? ranks : [...ranks, ...outputLines(prediction)];
  return [prediction.input, ...beside(drawing, drawingWidth, said), ''].join('\n');
}

function rankLines(top: readonly RankedClass[]): string[] {
  const labelWidth = Math.max(...top.map(({ label }) => label.length));
  const isShare = top.every(({ score }) => score >= 0 && score <= 1);
  return top.map(({ label, score }) => {
    const drawn = isShare ? `${bar(score, barWidth)}  ${percent(score)}` : score.toPrecision(4).padStart(10);
    return `${label.padEnd(labelWidth)}  ${drawn}`;
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}

/** Outputs that are no classes: the numbers themselves, as many as fit a line. */
function outputLines({ outputs }: Prediction): string[] {
  return Object.entries(outputs).map(([name, values]) => {
    const shown = values.slice(0, 8).map((value) => value.toPrecision(4));
    return `${name}  ${shown.join(' ')}${values.length > 8 ? ` ... (${values.length} numbers)` : ''}`;
  });
}

/** The text in the middle of the drawing's height. */
function beside(drawing: readonly string[], width: number, text: readonly string[]): string[] {
  if (drawing.length === 0) return text.map((line) => indent + line);
  const height = Math.max(drawing.length, text.length);
  const above = Math.floor((height - text.length) / 2);
  return Array.from({ length: height }, (_, row) => {
    const picture = drawing[row] ?? ' '.repeat(width);
    return `${indent}${picture}   ${text[row - above] ?? ''}`.trimEnd();
  });
}
