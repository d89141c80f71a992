// No text of a network can become code: whatever names contain, the module compiles, says only what
// it should, and computes the same.

import * as tf from '@tensorflow/tfjs';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { typeErrors } from '../support/generated-module.js';
import { Network } from '../support/network.js';
import { differenceFromReference } from './run-module.js';

beforeAll(() => tf.setBackend('cpu'));

const pwned = 'globalThis.pwned = true';

const hostile: Record<string, string> = {
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
function chain(name: string): Graph {
  const network = new Network(name);
  let x = network.convolution(network.input([5, 5, 4], name), { window: 3, maps: 4, groups: 2 }, name);
  x = network.activation(x, { name: 'hard-swish' }, name);
  x = network.dense(network.flatten(network.normalization(x, {}, `${name}3`), name), 2, `${name}2`);
  return network.finish({ name, value: x });
}

/** Branches, several inputs and several outputs in which everything carries the name. */
function branching(name: string): Graph {
  const network = new Network(name);
  const left = network.input([4, 4, 2], name);
  const right = network.input([4, 4, 2], `${name}'`);
  const sum = network.add([left, right], name);
  const y = network.concat([network.relu(sum, name), network.prelu(sum, `${name}.`), sum], name);
  return network.finish({ name, value: y }, { name: `${name}"`, value: sum });
}

const cases = Object.entries(hostile);
/** The modules, by the name of a file. */
const texts = new Map<string, string>();

describe.each(cases)('%s', (title, name) => {
  it.each(Object.entries({ chain, branching }))('in a network that is a %s', async (kind, network) => {
    const graph = network(name);
    const text = await emitTypeScript(graph, { sourceName: name });
    texts.set(`${title} ${kind}.ts`, text);
    expect(text).toMatch(/^\/\/ Compiled by cnnc from [^\n]*\n\/\/ [^\n]*\n\nimport /);
    expect(namesCalled(text)).not.toContain('globalThis');
    expect(await differenceFromReference(graph, 1, text)).toBeLessThan(1e-5);
    expect(globalThis).not.toHaveProperty('pwned');
  });
});

it('compiles all of them', () => {
  expect(texts.size).toBe(2 * cases.length);
  expect(typeErrors(texts)).toEqual([]);
});

/** Every identifier in the module; text in strings and comments is none. */
function namesCalled(text: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022));
  return names;
}
