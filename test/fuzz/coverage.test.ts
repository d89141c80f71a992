// Networks made by the grammar hold all that there is: every kind of statement, layer, setting, budget and
// expression, and their graphs every op.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shapeRules } from '../../compiler/graph/shape-rules.js';
import { compile } from '../../compiler/index.js';
import { layers } from '../../compiler/layers/index.js';
import { parse } from '../../grammar/parser.js';
import { Source } from '../../grammar/source.js';
import { readFile } from './files.js';
import { grammatical } from './texts.js';

const texts = fc.sample(grammatical, { numRuns: 600, seed: 1 });

const statements = ['model', 'param', 'use', 'block', 'repeat', 'if', 'expect', 'train', 'layer', 'claim', 'from', 'output']; // prettier-ignore
const expressions = ['number', 'name', 'call', 'in', 'group', 'unary', 'chain', 'wildcard', 'range'];
const given = ['branches', 'short-branches', 'named', 'size', 'string'];
const settings = ['data', 'loss', 'optimizer', 'batch', 'epochs', 'validate', 'seed', 'adam', 'sgd', 'weight', 'lr', 'beta1', 'beta2', 'eps', 'momentum']; // prettier-ignore
const metrics = ['parameters', 'trainable', 'macs', 'receptive-field', 'layers', 'depth', 'activation-memory']; // prettier-ignore
/** All but the shortcut of a `residual`, which nobody writes. */
const words = [...layers.keys()].filter((word) => word !== 'shortcut');

/** The kinds of all nodes, and all words. */
const kinds = new Set<unknown>();
const written = new Set<unknown>();
for (const text of texts)
  JSON.stringify(parse(new Source('fuzz.cnn', text)).file, (key, value: unknown) => {
    if (key === 'kind') kinds.add(value);
    if (key === 'text') written.add(value);
    return value;
  });

it.each([
  ['statements', statements, kinds],
  ['expressions', expressions, kinds],
  ['arguments', given, kinds],
  ['layers', [...words, 'input'], written],
  ['settings', settings, written],
  ['budgets', metrics, written],
])('%s', (_, wanted, found) => {
  expect(wanted.filter((each) => !found.has(each))).toEqual([]);
});

it('ops', () => {
  const ops = new Set<string>();
  for (const text of texts)
    for (const { kind } of compile(text, { readFile }).graph?.ops ?? []) ops.add(kind);
  expect(Object.keys(shapeRules).filter((kind) => !ops.has(kind))).toEqual([]);
});

it('blanks and comments', () => {
  for (const sign of ['#', '\n\n', ';', '\r\n']) expect(texts.some((text) => text.includes(sign))).toBe(true);
});
