// Over a layer's word: what it makes here and how that comes about, what it costs, and what it does.

import type { LayerStatement } from '../../../grammar/ast.js';
import type { Analysis } from '../../compile.js';
import { outputOf, type CheckedLayer } from '../../check/checked-layer.js';
import type { LayerDefinition } from '../../layers/definition.js';
import { sizeOf, type Shape } from '../../graph/value.js';
import { axesText } from '../../layers/axis-names.js';
import { isFlat, spatial, written } from '../../shapes/shape.js';
import { summaryRows } from '../../summary/rows.js';
import { totalsOf } from '../../summary/summarize.js';
import { grouped, inUnits } from '../../summary/units.js';
import { documentationOf, usageOfLayer } from '../documentation/layers.js';
import { arithmeticOf } from '../inferred-again.js';
import { layersAt } from '../layers-at.js';
import { code, fence, formFence, paragraphs, table } from '../markdown.js';
import { arrivingAt, entering } from '../standpoint.js';
import { several } from '../value-in-sight.js';
import { visitsOf } from '../visits.js';

export function layerHover(
  analysis: Analysis,
  statement: LayerStatement,
  definition: LayerDefinition,
): string {
  const found = layersAt(analysis, statement.span.start).filter(({ kind }) => kind === definition.word);
  return paragraphs(
    formFence(usageOfLayer(definition)),
    flowOf(analysis, statement, found),
    table([
      ...sizes(analysis, statement, definition),
      ['parameters', each(found, parametersText)],
      ['multiply-accumulates', each(found, macsText)],
      ['receptive field', each(found, ({ receptiveField }) => receptiveField.join('x'))],
      ['depth', each(found, depthText)],
    ]),
    documentationOf(definition),
  );
}

/** A layer that a number of the short form stands for. */
export function shortFormHover(analysis: Analysis, start: number): string | undefined {
  const lines = layersAt(analysis, start).filter(({ statement }) => statement.text !== undefined);
  const shown = new Set(lines.map(({ text, output }) => (output ? `${text} -> ${written(output)}` : text)));
  return shown.size === 0 ? undefined : fence([...shown].join('\n'));
}

/** `bn` or an activation at the end of a layer, which keeps its shape. */
export function suffixHover(analysis: Analysis, start: number, definition: LayerDefinition): string {
  const found = layersAt(analysis, start).filter(({ kind }) => kind === definition.word);
  return paragraphs(
    formFence(usageOfLayer(definition)),
    table([
      ['output', several(found.map(({ output }) => output && written(output)))],
      ['parameters', each(found, parametersText)],
    ]),
    documentationOf(definition),
  );
}

/** `28x28x1 → 24x24x6`, for each of several runs. */
function flowOf(
  analysis: Analysis,
  statement: LayerStatement,
  found: readonly CheckedLayer[],
): string | undefined {
  if (found.length === 0) return undefined;
  const arriving = visitsOf(analysis, statement).map((visit) => arrivingAt(entering(visit)));
  const flows = found.map((layer, run) => flowText(arriving[run], outputOf(layer)));
  const shown = several(flows.map((flow) => flow && `**${flow}**`));
  if (shown === undefined) return undefined;
  return found.length === 1 ? shown : `runs ${found.length} times: ${shown}`;
}

export function flowText(
  input: readonly number[] | undefined,
  output: readonly number[] | undefined,
): string | undefined {
  if (output === undefined) return undefined;
  return input === undefined ? written(output) : `${written(input)} → ${written(output)}`;
}

/** The arithmetic of the first run; axes on which it is the same share a line. */
function sizes(
  analysis: Analysis,
  statement: LayerStatement,
  definition: LayerDefinition,
): (readonly [string, string])[] {
  const [first] = visitsOf(analysis, statement);
  if (first === undefined) return [];
  const formulas = arithmeticOf(definition, statement, entering(first));
  const shape = first.after.arrival?.shape;
  if (shape === undefined || isFlat(shape))
    return formulas.map((formula) => ['size', code(formula)] as const);
  const axes = spatial(shape).map((_, axis) => axis);
  return [...new Set(formulas)].map((formula) => {
    const alike = axes.filter((axis) => formulas[axis] === formula);
    return [axesText(alike, axes.length), code(formula)] as const;
  });
}

/** What each of the layers says, the same said once. */
function each(layers: readonly CheckedLayer[], text: (layer: CheckedLayer) => string | undefined) {
  return several(layers.map(text), '; ');
}

/** `5x5x1x6 + 6 = 156`, inline `bn` included; of branches the sum. */
function parametersText(layer: CheckedLayer): string | undefined {
  if (layer.output === undefined) return undefined;
  if (layer.branches.length > 0) return countOrNothing(totals(layer).parameters, grouped);
  const parts = [layer, ...layer.suffixes].map(({ weights }) => weights.map(({ shape }) => shape));
  const total = parts.flat().reduce((sum, shape) => sum + sizeOf(shape), 0);
  const terms = parts.flatMap(termsOf).join(' + ');
  return total === 0 ? undefined : terms === `${total}` ? terms : `${terms} = ${grouped(total)}`;
}

/** `5x5x1x6`, `6`; the four weights of a batch normalisation are `4·6`. */
function termsOf(shapes: readonly Shape[]): string[] {
  const texts = shapes.map(written);
  return [...new Set(texts)].map((text) => {
    const count = texts.filter((other) => other === text).length;
    return count === 1 ? text : `${count}·${text}`;
  });
}

function macsText(layer: CheckedLayer): string | undefined {
  return layer.output && countOrNothing(totals(layer).macs, inUnits);
}

function depthText({ depth, weights, branches }: CheckedLayer): string | undefined {
  return weights.length > 0 || branches.length > 0 ? `${depth}` : undefined;
}

function totals(layer: CheckedLayer) {
  const { source } = layer;
  return totalsOf(summaryRows({ name: '', source, inputs: [], outputs: [], layers: [layer] }));
}

function countOrNothing(count: number, format: (count: number) => string): string | undefined {
  return count === 0 ? undefined : format(count);
}
