// A summary as HTML: a row a layer, with bars that show which layers hold the weights and take the work.

import type { Summary, SummaryLayer } from '../../../../compiler/summary/summarize.js';
import { countOrNothing, grouped, inBytes, inUnits } from '../../../../compiler/summary/units.js';
import type { GraphNode } from '../../../language-server/protocol.js';
import { escaped, tag } from './html.js';

const titles = ['Layer', 'Output', 'Parameters', 'MACs', 'Field', 'As written'];

/** @param nodes the same layers, by the same names */
export function summaryTable(summary: Summary | undefined, nodes: readonly GraphNode[]): string {
  if (summary === undefined || summary.layers.length === 0) return tag('p', 'There is no layer yet.');
  const head = tag('tr', titles.map((title) => tag('th', title, { scope: 'col' })).join(''));
  const byName = new Map(nodes.map((node) => [node.id, node]));
  const rows = summary.layers.map((layer) => rowOf(layer, summary, byName.get(layer.name)));
  return [
    tag('h1', titleOf(summary)),
    tag('table', tag('thead', head) + tag('tbody', rows.join(''))),
    tag('dl', totals(summary)),
    isWhole(summary)
      ? ''
      : tag('p', 'Up to the first mistake, which left a shape unknown.', { class: 'note' }),
  ].join('');
}

function titleOf({ model, inputs, outputs }: Summary): string {
  const [from, to] = [inputs, outputs].map((values) => values.map(({ shape }) => shape.join('x')).join(', '));
  return `${escaped(model)} ${tag('small', escaped(`${from} → ${to}`))}`;
}

/** A layer with a line can be chosen, by the mouse and by keys. */
function rowOf(layer: SummaryLayer, whole: Summary, node: GraphNode | undefined): string {
  const [name, depth] = nameOf(layer);
  const place = { 'data-line': String(node?.line ?? layer.line - 1), ...(node && { 'data-uri': node.uri }) };
  const cells = [
    tag('th', tag('button', escaped(name), { ...place, title: layer.name }), {
      scope: 'row',
      'data-depth': String(depth),
    }),
    tag('td', layer.output === null ? '?' : layer.output.join('x')),
    share(countOrNothing(layer.parameters, grouped), layer.parameters, whole.parameters),
    share(countOrNothing(layer.macs, inUnits), layer.macs, whole.macs),
    tag('td', layer.receptiveField.join('x')),
    tag('td', escaped(node?.text ?? layer.kind), { class: 'written' }),
  ];
  return tag('tr', cells.join(''));
}

/** `inception1.conv2` is `conv2`, one deep. */
function nameOf({ name }: SummaryLayer): [string, number] {
  const parts = name.split('.');
  return [parts.at(-1) ?? name, Math.min(parts.length - 1, 6)];
}

function share(text: string, part: number, whole: number): string {
  return tag('td', text, { 'data-share': whole === 0 ? '0' : (part / whole).toFixed(4) });
}

function totals({ parameters, trainable, macs, flops, activationBytes }: Summary): string {
  const fixed = parameters - trainable;
  const kinds =
    fixed === 0 ? 'all trainable' : `${grouped(trainable)} trainable, ${grouped(fixed)} running statistics`;
  const rows = [
    ['Parameters', `${grouped(parameters)} (${kinds}), ${inBytes(4 * parameters)}`],
    ['Compute', `${inUnits(macs)} multiply-accumulates = ${inUnits(flops)} FLOPs`],
    ['Memory', `${inBytes(activationBytes)} for the outputs of all layers`],
  ];
  return rows.map(([name, value]) => tag('dt', name) + tag('dd', escaped(value))).join('');
}

function isWhole({ layers }: Summary): boolean {
  return layers.every(({ output }) => output !== null);
}
