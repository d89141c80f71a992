// Networks in which every name is one that would be code, a comment's end or a file's way out if it could.

import ts from 'typescript';
import type { Graph } from '../../compiler/graph/graph.js';
import { Network } from '../support/network.js';

const pwned = 'globalThis.pwned = true';

/** By what they try. */
export const hostile: Record<string, string> = {
  'end of a comment': `*/ ${pwned}; /*`,
  'end of a line': `\n${pwned};\n`,
  'carriage return': `\r${pwned};\r`,
  'line separator': `\u2028${pwned};\u2028`,
  'paragraph separator': `\u2029${pwned};`,
  'single quote': `'); ${pwned}; ('`,
  'double quote': `"); ${pwned}; ("`,
  backtick: `\`); ${pwned}; (\``,
  interpolation: `\${${pwned}}`,
  backslash: `\\'); ${pwned}; //`,
  'unicode escape': `\\u0027); ${pwned}; //`,
  'comment pragma': `@ts-nocheck\n// @ts-ignore\n/// <reference path="x" />`,
  'formatter pragma': 'prettier-ignore',
  'turned text': `\u202e${pwned}\u2066`,
  'half a surrogate': '\ud800',
  null: 'a\0b',
  'reserved word': 'class',
  'own name': 'createModel',
  library: 'tf',
  prototype: '__proto__',
  inherited: 'constructor',
  digits: '9 lives',
  nothing: '',
  slash: 'a/b',
  words: 'été Ünïcode 漢字',
};

/** A chain in which everything carries the name. */
export function chain(name: string): Graph {
  const network = new Network(name);
  let x = network.convolution(network.input([5, 5, 4], name), { window: 3, maps: 4, groups: 2 }, name);
  x = network.activation(x, { name: 'hard-swish' }, name);
  x = network.dense(network.flatten(network.normalization(x, {}, `${name}3`), name), 2, `${name}2`);
  return network.finish({ name, value: x });
}

/** Branches, several inputs and several outputs in which everything carries the name. */
export function branching(name: string): Graph {
  const network = new Network(name);
  const left = network.input([4, 4, 2], name);
  const right = network.input([4, 4, 2], `${name}'`);
  const sum = network.add([left, right], name);
  const y = network.concat([network.relu(sum, name), network.prelu(sum, `${name}.`), sum], name);
  return network.finish({ name, value: y }, { name: `${name}"`, value: sum });
}

/** Every identifier in the module; text in strings and comments is none. */
export function namesCalled(text: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022));
  return names;
}
