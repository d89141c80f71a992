// The report of `cnnc bench`: a line an engine, and what went wrong with those that are not done.

import { painter, type Painter } from '../../compiler/diagnostics/paint.js';
import { renderTable, type Column } from '../../compiler/summary/table.js';
import { inBytes, inUnits } from '../../compiler/summary/units.js';
import { countOf } from '../count-of.js';
import { giga, share, spread } from '../figures.js';
import type { Ending } from '../../runtime/measure/in-child.js';
import { smallProduct } from '../../runtime/measure/product.js';
import { hardwareText } from '../machine.js';
import { endingText, reasonBehind } from '../measure-program.js';
import { predictedBatches, type Bench, type EngineResult } from './measure-model.js';
import { shareOfProduct } from './share.js';

export function renderBench(bench: Bench, color: boolean, width: number): string {
  const paint = painter(color);
  const [titles, rule, ...rows] = renderTable(columnsOf(bench), bench.results.map(cellsOf), width);
  const parts = [
    headLines(bench),
    [paint.strong(titles), paint.gutter(rule), ...rows],
    explanation(bench),
    ...bench.results.map((result) => troubleOf(result, paint)),
    elsewhere(bench),
  ];
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ model, machine, macs, batch, stepFlops }: Bench): string[] {
  const step = `a step of ${batch} is ${inUnits(stepFlops)}FLOP`;
  return [`${model} on ${hardwareText(machine)}`, `${inUnits(macs)} MACs a sample; ${step}`];
}

function columnsOf({ batch }: Bench): Column[] {
  return [
    { title: 'Engine', align: 'left' },
    ...predictedBatches.map((size): Column => ({ title: countOf(size, 'sample'), align: 'left' })),
    { title: `Step of ${batch}`, align: 'left' },
    { title: 'GFLOP/s', align: 'right', narrowest: 7, dropped: true },
    { title: 'Share', align: 'right' },
    { title: 'Memory', align: 'right' },
  ];
}

function explanation({ results }: Bench): string[] {
  const small = results.filter(({ report }) => report.findings.product?.size === smallProduct);
  return [
    'Medians, and between what the middle four fifths lie. GFLOP/s are those of the step; the share is what',
    'they are of a product of 2048x2048 matrices, taken in turn with it. Memory is the most that was held.',
    ...small.map(
      ({ offer }) =>
        `${offer.name} multiplied ${smallProduct}x${smallProduct}: 2048x2048 would take too long.`,
    ),
  ];
}

function cellsOf({ offer, report }: EngineResult): string[] {
  const { findings, ending } = report;
  const { predictions, step, peakMemory } = findings;
  const none = ending.kind === 'done' ? '' : '–';
  const timed = predictedBatches.map((size) => predictions.find(({ batch }) => batch === size));
  const reached = shareOfProduct(findings);
  return [
    offer.name,
    ...timed.map((figure) => (figure === undefined ? none : spread(figure))),
    step === undefined ? (offer.inferenceOnly === true ? 'only predicts' : none) : spread(step),
    step === undefined ? none : giga(step.rate),
    reached === undefined ? none : share(reached),
    peakMemory === undefined ? none : inBytes(peakMemory),
  ];
}

function troubleOf({ offer: { name }, report }: EngineResult, paint: Painter): string[] {
  const reason = endingText(report.ending, report.stage);
  if (reason === undefined) return [];
  const remedy = remedyFor(report.ending);
  return [
    `${paint.strong(name)}: ${reasonBehind(name, reason)}`,
    ...(remedy === undefined ? [] : [`  ${paint.help('help:')} ${remedy}`]),
  ];
}

function elsewhere({ notHere }: Bench): string[] {
  return notHere.length === 0 ? [] : [`Do not start here: ${notHere.join(', ')}; cnnc doctor says why.`];
}

function remedyFor(ending: Ending): string | undefined {
  if (ending.kind === 'too-slow') return 'give it longer with --limit SECONDS';
  return ending.kind === 'failed' ? ending.remedy : undefined;
}
