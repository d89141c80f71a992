// The report of `cnnc diff` for a terminal.

import { visible } from '../diagnostics/code-frame.js';
import { painter, type Painter } from '../diagnostics/paint.js';
import { written } from '../shapes/shape.js';
import { grouped } from '../summary/units.js';
import { differs, type ComparedNetwork, type Difference } from './difference.js';
import { changeText, metricText, metricTitles } from './figures.js';
import { layerTable } from './layer-table.js';
import { renamedTexts } from './renames.js';
import { settingText } from './setting-text.js';
import { metrics } from './totals-change.js';
import { weightsText } from './weights-text.js';

export interface DifferenceRenderOptions {
  readonly color: boolean;
  readonly width: number;
  /** Every change on a line of its own. */
  readonly all: boolean;
}

/** Lines of renames, settings and weights before the rest is a number. */
const mostLines = 10;

export function renderDifference(difference: Difference, options: DifferenceRenderOptions): string {
  const paint = painter(options.color);
  const sections = [
    titles(difference, paint),
    ...(differs(difference) ? [layerTable(difference, options, paint)] : [[nothing(difference)]]),
    factLines(difference, options),
    differs(difference) ? weightLines(difference, options) : [],
    differs(difference) ? totalLines(difference) : [],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** What is compared is what the network is, not how its text is laid out. */
function nothing({ after: { totals } }: Difference): string {
  if (totals === undefined) return 'No differences up to the first mistake.';
  const { layers, parameters } = totals;
  return `No differences: ${grouped(layers)} layers, ${grouped(parameters)} parameters.`;
}

function titles({ before, after }: Difference, paint: Painter): string[] {
  const names = [before, after].map(({ compilation }) => visible(compilation.source.name));
  const width = Math.max(...names.map((name) => name.length));
  return [
    paint.error(`--- ${names[0].padEnd(width)}  ${networkText(before)}`),
    paint.help(`+++ ${names[1].padEnd(width)}  ${networkText(after)}`),
  ];
}

/** `LeNet5: 28x28x1 -> 10` */
export function networkText({ compilation: { model }, totals }: ComparedNetwork): string {
  const shapes = (values: typeof model.inputs): string =>
    values.map(({ shape }) => written(shape)).join(', ');
  return `${model.name}: ${shapes(model.inputs) || '?'} -> ${totals === undefined ? '?' : shapes(model.outputs)}`;
}

function factLines(difference: Difference, { all }: DifferenceRenderOptions): string[] {
  const renames = renamedTexts(difference.layers);
  const settings = difference.settings.map((setting) => visible(settingText(setting)));
  return [...shortened(renames, all).map((line) => `renamed  ${line}`), ...shortened(settings, all)];
}

function weightLines({ weights }: Difference, { all }: DifferenceRenderOptions): string[] {
  if (weights === undefined || weights.total === 0) return [];
  const { verdict, remarks } = weightsText(weights);
  return [`weights from before: ${verdict}`, ...shortened(remarks, all).map((remark) => `  ${remark}`)];
}

export function shortened(lines: readonly string[], all: boolean): string[] {
  if (all || lines.length <= mostLines + 1) return [...lines];
  return [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more; --all shows them`];
}

function totalLines(difference: Difference): string[] {
  const rows = totalRows(difference);
  if (rows === undefined) return [];
  const [titleWidth, oldWidth, newWidth] = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => row[column].length)),
  );
  return rows.map(([title, before, after, change]) => {
    const start = `${title.padEnd(titleWidth)}  ${before.padStart(oldWidth)}`;
    return change === '' ? `${start}, as before` : `${start} → ${after.padStart(newWidth)}  ${change}`;
  });
}

/** Title, before, after and difference; undefined where a network is not all known. */
export function totalRows({ before, after }: Difference): [string, string, string, string][] | undefined {
  const [was, is] = [before.totals, after.totals];
  if (was === undefined || is === undefined) return undefined;
  // Where both count the same, one of them is enough.
  const isSame = was.parameters === was.trainable && is.parameters === is.trainable;
  return metrics
    .filter((metric) => metric !== 'trainable' || !isSame)
    .map((metric) => [
      metricTitles[metric],
      metricText(metric, was[metric]),
      metricText(metric, is[metric]),
      changeText(metric, was[metric], is[metric]),
    ]);
}
