// A network as an SVG, from top to bottom: each layer stands below all that it reads, side by side with those of
// the same rank. Edges past several ranks swing out to the side. Colours are the editor's.

import { grouped } from '../../compiler/summary/units.js';
import type { GraphEdge, GraphNode } from './protocol.js';

const [width, height, across, down, margin] = [240, 44, 24, 36, 60];

interface Placed {
  readonly node: GraphNode;
  readonly rank: number;
  readonly x: number;
  readonly y: number;
}

export function drawn(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const placed = place(nodes, edges);
  const all = [...placed.values()];
  const widest = Math.max(0, ...all.map(({ x }) => x + width)) + margin;
  const lowest = Math.max(0, ...all.map(({ y }) => y + height)) + down;
  const lines = edges.flatMap(({ from, to }) => {
    const [start, end] = [placed.get(from), placed.get(to)];
    return start && end ? [lineOf(start, end)] : [];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widest} ${lowest}" width="${widest}" height="${lowest}">`,
    `<style>${style}</style>`,
    ...lines,
    ...all.map(boxOf),
    '</svg>',
  ].join('\n');
}

const style =
  'text{font:12px sans-serif;fill:var(--vscode-foreground,#222);text-anchor:middle}' +
  '.shape{font-size:10px;opacity:.75}' +
  'rect{fill:var(--vscode-editorWidget-background,#f3f3f3);stroke:var(--vscode-editorWidget-border,#999);rx:4}' +
  'path{fill:none;stroke:var(--vscode-foreground,#666);opacity:.6}';

function place(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, Placed> {
  const ranks = ranksOf(nodes, edges);
  const rows: GraphNode[][] = [];
  for (const node of nodes) (rows[ranks.get(node.id) ?? 0] ??= []).push(node);
  const widest = Math.max(0, ...rows.map((row) => row.length));
  const placed = new Map<string, Placed>();
  rows.forEach((row, rank) => {
    const left = margin + ((widest - row.length) * (width + across)) / 2;
    row.forEach((node, i) => {
      placed.set(node.id, { node, rank, x: left + i * (width + across), y: down + rank * (height + down) });
    });
  });
  return placed;
}

/** Layers stand in the order of computation, so that one pass is enough. */
function ranksOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): Map<string, number> {
  const sources = new Map<string, string[]>();
  for (const { from, to } of edges) sources.set(to, [...(sources.get(to) ?? []), from]);
  const ranks = new Map<string, number>();
  for (const { id } of nodes) {
    const before = (sources.get(id) ?? []).map((from) => ranks.get(from) ?? -1);
    ranks.set(id, Math.max(-1, ...before) + 1);
  }
  return ranks;
}

function lineOf(from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [from.x + width / 2, from.y + height, to.x + width / 2, to.y];
  if (to.rank - from.rank === 1) {
    const bend = y1 + (y2 - y1) / 2;
    return `<path d="M${x1} ${y1}C${x1} ${bend} ${x2} ${bend} ${x2} ${y2}"/>`;
  }
  const side = Math.min(x1, x2) - width / 2 - margin / 2;
  return `<path d="M${x1} ${y1}C${side} ${y1 + down} ${side} ${y2 - down} ${x2} ${y2}"/>`;
}

/** A page that shows it may lead from a box to the line of its layer. */
function boxOf({ node: { text, shape = '?', parameters, line, uri }, x, y }: Placed): string {
  const middle = x + width / 2;
  const weighs = parameters === 0 ? '' : `, ${grouped(parameters)} parameters`;
  return [
    `<g data-line="${line}" data-uri="${escaped(uri)}" tabindex="0"><title>${escaped(text)}</title><rect x="${x}" y="${y}" width="${width}" height="${height}"/>`,
    `<text x="${middle}" y="${y + 18}">${escaped(shortened(text))}</text>`,
    `<text class="shape" x="${middle}" y="${y + 34}">${shape}${weighs}</text></g>`,
  ].join('');
}

function shortened(text: string): string {
  return text.length <= 34 ? text : `${text.slice(0, 33)}…`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}
