// The chain of nodes of the tree at an offset: what an editor's cursor stands in.

import type {
  Argument,
  Body,
  Branch,
  BlockParameter,
  Expression,
  File,
  Setting,
  SettingValue,
  SizePart,
  Statement,
  Word,
} from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';

/** Parts of the tree that have no kind of their own get one here. */
export type WordNode = Word & { readonly kind: 'word' };
export type SettingNode = Setting & { readonly kind: 'setting' };
export type BodyNode = Body & { readonly kind: 'body' };
export type ParameterNode = BlockParameter & { readonly kind: 'parameter'; readonly span: Span };
/** The path behind `use`, quotes included. */
export interface PathNode {
  readonly kind: 'path';
  readonly value: string;
  readonly span: Span;
}

export type Node =
  | File
  | Statement
  | Argument
  | SizePart
  | Branch
  | Expression
  | SettingValue
  | WordNode
  | SettingNode
  | BodyNode
  | ParameterNode
  | PathNode;

/**
 * The nodes that hold the offset, the outermost first, which is the file. A node holds the offsets
 * at both of its ends; where two touch, the one that starts at the offset counts, but a word before
 * a mark counts rather than the mark.
 */
export function pathTo(file: File, offset: number): readonly Node[] {
  const path: Node[] = [file];
  let inner = childAt(file, offset);
  while (inner !== undefined) {
    path.push(inner);
    inner = childAt(inner, offset);
  }
  return path;
}

function childAt(node: Node, offset: number): Node | undefined {
  const children = childrenOf(node);
  // Only these are long, and they stand in the order of the text.
  const from = children.length > 16 ? firstEndingFrom(children, offset) : 0;
  let touching: Node | undefined;
  for (let i = from; i < children.length && children[i].span.start <= offset; i++) {
    const { start, end } = children[i].span;
    if (offset < end || (offset === end && start === end)) return children[i];
    if (offset === end) touching ??= children[i];
  }
  return touching;
}

function firstEndingFrom(nodes: readonly Node[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].span.end < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The nodes directly inside, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'file':
    case 'body':
    case 'branch':
      return node.statements;
    case 'model':
    case 'from':
      return [wordNode(node.name)];
    case 'output':
      return node.names.map(wordNode);
    case 'param':
      return [wordNode(node.name), node.value];
    case 'expect':
      return [wordNode(node.metric), node.value];
    case 'train':
      return [
        wordNode(node.word),
        ...node.settings.map((setting) => ({ kind: 'setting', ...setting }) as const),
      ];
    case 'setting':
      return [wordNode(node.word), ...node.values];
    case 'claim':
      return [node.size];
    case 'layer':
      return layerParts(node);
    case 'use':
      return [{ kind: 'path', value: node.path, span: node.pathSpan }];
    case 'block':
      return [wordNode(node.name), ...node.parameters.map(parameterNode), bodyNode(node.body)];
    case 'parameter':
      return node.fallback ? [wordNode(node.name), node.fallback] : [wordNode(node.name)];
    case 'repeat':
      return [node.count, ...(node.counter ? [wordNode(node.counter)] : []), bodyNode(node.body)];
    case 'if':
      return [
        ...node.cases.flatMap(({ condition, body }) => [condition, bodyNode(body)]),
        ...(node.otherwise ? [bodyNode(node.otherwise)] : []),
      ];
    case 'size':
      return node.parts;
    case 'range':
      return [node.from, node.to];
    case 'named':
      return [wordNode(node.name), node.value];
    case 'branches':
      return node.branches;
    case 'short-branches':
      return node.groups.flat();
    case 'call':
      return [wordNode(node.name), ...node.arguments.flat()];
    case 'chain':
      return node.operands;
    case 'unary':
      return [node.operand];
    case 'group':
      return [node.inner];
    case 'error':
    case 'string':
    case 'wildcard':
    case 'number':
    case 'name':
    case 'in':
    case 'word':
    case 'path':
    case 'comma':
    case 'other':
      return [];
  }
}

/** The name and the claims end a layer in either order. */
function layerParts({ word, arguments: given, name, claims }: Extract<Statement, { kind: 'layer' }>): Node[] {
  const ending = [...(name ? [wordNode(name)] : []), ...claims];
  return [wordNode(word), ...given, ...ending.sort((a, b) => a.span.start - b.span.start)];
}

function wordNode(word: Word): WordNode {
  return { kind: 'word', ...word };
}

function bodyNode(body: Body): BodyNode {
  return { kind: 'body', ...body };
}

function parameterNode(parameter: BlockParameter): ParameterNode {
  const { name, fallback } = parameter;
  return {
    kind: 'parameter',
    ...parameter,
    span: { start: name.span.start, end: (fallback ?? name).span.end },
  };
}
