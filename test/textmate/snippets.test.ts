// Every snippet, left as it comes, is a piece of a network that checks, in the layout of `cnnc fmt`.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, renderDiagnostics } from '../../compiler/index.js';
import { metrics, settingValues } from './told-words.js';
import { formatted } from '../fmt/formatted.js';
import { choicesIn, expanded, stopsOf, type Snippet } from './expand-snippet.js';

const snippets = Object.entries(
  JSON.parse(readFileSync('editors/vscode/snippets/cnn.code-snippets', 'utf8')) as Record<string, Snippet>,
);

const start = 'input 32x32x32\n';
/** What stands before and after a piece that is no whole network, and no layer on a map. */
const frames: Readonly<Record<string, readonly [before: string, after: string]>> = {
  Model: ['', ''],
  Parameter: [start, 'conv width 3x3 same\n'],
  Use: ['', `${start}Unit\n`],
  Block: ['', `\n${start}Unit 8\n`],
  Budget: [`${start}conv 8 3x3 same\n`, ''],
  'Allow a lint': [start, 'conv 8 3x3 pad 3\n'],
  Training: [`${start}flatten\ndense 10 softmax\n\n`, ''],
};

const blocks = { name: 'blocks.cnn', text: 'block Unit { relu }\n' };

function problems(text: string): string {
  const { diagnostics } = compile(text, { readFile: () => blocks, lints: {} });
  return renderDiagnostics(diagnostics, { color: false });
}

function withEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

describe.each(snippets)('%s', (name, snippet) => {
  const [before, after] = frames[name] ?? [start, ''];
  const text = withEnd(`${before}${expanded(snippet)}${after}`);

  it('checks without errors and lints', () => {
    expect(problems(text)).toBe('');
  });

  it('is laid out as fmt does', () => {
    expect(formatted(text)).toBe(text);
  });

  it('has stops that count from 1 and end at 0', () => {
    const stops = stopsOf(snippet);
    expect(stops).toEqual(stops.map((_, i) => i));
  });
});

describe('all snippets', () => {
  it('differ in what is typed for them', () => {
    const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  it('offer words that the compiler takes', () => {
    const choices = snippets.flatMap(([, snippet]) => choicesIn(snippet));
    expect(choices).toContainEqual(expect.arrayContaining(metrics));
    for (const loss of choices.find(([first]) => first === 'cross-entropy') ?? ['none'])
      expect(settingValues).toContain(loss);
  });
});
