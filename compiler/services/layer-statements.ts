// The lines with layers and calls of blocks in a stretch of the text.

import type { File, LayerStatement, Statement } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import { childrenOf, type Node } from './path.js';

/** In the order of the text, a layer before those of its branches. */
export function layerStatements(file: File, range: Span): readonly LayerStatement[] {
  const found: LayerStatement[] = [];
  const look = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      if (statement.span.end < range.start) continue;
      if (statement.span.start > range.end) return;
      if (statement.kind === 'layer') found.push(statement);
      lookInside(statement);
    }
  };
  const lookInside = (node: Node): void => {
    if (node.kind === 'body' || node.kind === 'branch') return look(node.statements);
    if (holders.has(node.kind)) childrenOf(node).forEach(lookInside);
  };
  look(file.statements);
  return found;
}

/** What bodies and branches hang under. */
const holders = new Set<Node['kind']>(['layer', 'block', 'repeat', 'if', 'branches']);
