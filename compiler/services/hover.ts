// What an editor shows over a word: its documentation, and what it amounts to here.

import type { Expression } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { describeLayerWord, describeArgument } from './hover/call.js';
import {
  expressionHover,
  functionHover,
  numberHover,
  propertyHover,
  standpointsOf,
} from './hover/expression.js';
import { keywordHover, wordAt } from './hover/keyword.js';
import { nameHover } from './hover/names.js';
import { describeWord } from './hover/word.js';
import { isInComment } from './comments.js';
import { pathTo, type Node, type WordNode } from './path.js';

export interface Hover {
  /** What it speaks of. */
  readonly span: Span;
  /** The signature in a fence, then short paragraphs and tables. */
  readonly markdown: string;
}

/** Undefined where there is nothing to say. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  if (isInComment(analysis, offset)) return undefined;
  const path = pathTo(analysis.file, offset);
  const node = path[path.length - 1];
  const markdown = describe(analysis, path);
  if (markdown !== undefined) return { span: node.span, markdown };
  return reserved(analysis, path, offset);
}

/** By the innermost node, in the light of those around it. */
function describe(analysis: Analysis, path: readonly Node[]): string | undefined {
  const node = path[path.length - 1];
  if (node.kind === 'word') return describeNamed(analysis, path, node);
  if (node.kind === 'size' || node.kind === 'range' || node.kind === 'wildcard')
    return describeArgument(analysis, path, undefined);
  return isExpression(node) ? describeExpression(analysis, path, node) : undefined;
}

function describeNamed(analysis: Analysis, path: readonly Node[], word: WordNode): string | undefined {
  const own = describeLayerWord(analysis, path, word) ?? describeWord(analysis, path, word);
  const around = path[path.length - 2];
  if (own !== undefined || around.kind !== 'call') return own;
  return functionHover(analysis, around, standpointsOf(analysis, path));
}

function isExpression(node: Node): node is Expression {
  return ['number', 'name', 'in', 'call', 'chain', 'group', 'unary'].includes(node.kind);
}

function describeExpression(analysis: Analysis, path: readonly Node[], node: Expression): string | undefined {
  const at = standpointsOf(analysis, path);
  switch (node.kind) {
    case 'name': {
      const word = { text: node.name, span: node.span };
      return describeArgument(analysis, path, word) ?? nameHover(analysis, word, at);
    }
    case 'number':
      return numberHover(analysis, node) ?? describeArgument(analysis, path, undefined);
    case 'in':
      return propertyHover(analysis, node, at);
    case 'call':
      return functionHover(analysis, node, at);
    case 'chain':
    case 'group':
    case 'unary':
      return expressionHover(analysis, node, at);
  }
}

/** The words that are no nodes: `repeat`, `as`, `->`. */
function reserved({ source }: Analysis, path: readonly Node[], offset: number): Hover | undefined {
  const span = wordAt(source, offset);
  const isOwn = path.length > 1 && path[path.length - 1].kind !== 'string';
  const markdown = span && isOwn ? keywordHover(source.slice(span)) : undefined;
  return span && markdown !== undefined ? { span, markdown } : undefined;
}
