// Parts of a tree as they are after text before them has grown or shrunk.

import type { Span } from './source.js';

/** A copy in which every span lies `by` further on. */
export function shifted<Part extends object>(part: Part, by: number): Part {
  return (Array.isArray(part) ? part.map((each: unknown) => moved(each, by)) : movedNode(part, by)) as Part;
}

function moved(value: unknown, by: number): unknown {
  return typeof value === 'object' && value !== null ? shifted(value, by) : value;
}

/** Nodes, words and mistakes are plain objects, of which only spans hold offsets. */
function movedNode(node: object, by: number): object {
  if (isSpan(node)) return { start: node.start + by, end: node.end + by };
  const copy: Record<string, unknown> = { ...node };
  for (const key in copy) {
    const value = copy[key];
    if (typeof value === 'object' && value !== null) copy[key] = shifted(value, by);
  }
  return copy;
}

function isSpan(node: object): node is Span {
  return 'start' in node;
}
