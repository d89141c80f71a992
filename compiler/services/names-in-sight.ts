// The names that may be used at an offset, with where the tree declares them.

import { bareWord, type LayerStatement, type Statement, type Word } from '../../grammar/ast.js';
import type { Analysis } from '../compile.js';
import { pathTo, type Node } from './path.js';

export interface NameInSight {
  readonly text: string;
  readonly kind: 'parameter' | 'counter' | 'value';
  readonly declaration: Word;
}

/** The latest declarations first. Blocks are not among them: a scope tells these. */
export function namesInSight({ file }: Analysis, offset: number): readonly NameInSight[] {
  let names: NameInSight[] = [];
  for (const node of pathTo(file, offset)) {
    if (node.kind === 'block') names = names.filter(({ kind }) => kind === 'parameter');
    names.push(...declaredIn(node, offset));
  }
  return [...new Map(names.map((name) => [name.text, name])).values()].toReversed();
}

function declaredIn(node: Node, offset: number): NameInSight[] {
  if (node.kind === 'file' || node.kind === 'body' || node.kind === 'branch')
    return node.statements.filter(({ span }) => span.end < offset).flatMap(declaredBy);
  if (node.kind === 'repeat') return node.counter ? [entry('counter', node.counter)] : [];
  if (node.kind !== 'block') return [];
  // A default may use the parameters before it.
  const parameters = node.parameters.filter(({ name }) => name.span.end < offset);
  return parameters.map(({ name }) => entry('parameter', name));
}

function declaredBy(statement: Statement): NameInSight[] {
  if (statement.kind === 'param') return [entry('parameter', statement.name)];
  if (statement.kind !== 'layer') return [];
  const name = nameOfValue(statement);
  return name ? [entry('value', name)] : [];
}

/** The name behind `as` or, of an `input`, the one before its size. */
export function nameOfValue({ word, name, arguments: given }: LayerStatement): Word | undefined {
  const [first] = given;
  if (name !== undefined || word.text !== 'input') return name;
  return first?.kind === 'size' && given.length > 1 ? bareWord(first) : undefined;
}

function entry(kind: NameInSight['kind'], declaration: Word): NameInSight {
  return { text: declaration.text, kind, declaration };
}
