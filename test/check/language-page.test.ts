// Every network in docs/language.md checks, and the limits that it states are those that hold.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deepest, mostLayers } from '../../compiler/check/limits.js';
import { compile } from '../../compiler/index.js';
import { deepestNesting } from '../../grammar/layout.js';
import { longestText } from '../../grammar/lexer.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/language.md', import.meta.url)), 'utf8');
const networks = [...page.matchAll(/^```cnn\n([\s\S]*?)^```$/gm)].map(([, text]) => text);

describe('the networks of docs/language.md', () => {
  it.each(networks)('%s', (text) => {
    const { diagnostics, graph } = compile(text);
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(graph).toBeDefined();
  });

  it('are some', () => {
    expect(networks.length).toBeGreaterThan(5);
  });
});

it.each([
  ['brackets inside one another, as written', deepestNesting.toString()],
  ['blocks, branches and bodies inside one another, written out', deepest.toString()],
  ['layers of a network, written out', mostLayers.toLocaleString('en-US')],
  ['one text', `${longestText / 2 ** 20} MiB`],
])('at most so many %s', (of, most) => {
  const row = page.split('\n').find((line) => line.startsWith(`| ${of}`));
  expect(row?.split('|')[2].trim()).toBe(most);
});
