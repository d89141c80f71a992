// What VS Code does by the language configuration while `.cnn` is typed.

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { hyphenatedWords } from '../../grammar/tokens.js';
import { layers } from '../../compiler/layers/index.js';

const configuration = JSON.parse(readFileSync('editors/vscode/language-configuration.json', 'utf8'));
const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
const [increases, decreases] = [increaseIndentPattern, decreaseIndentPattern].map(
  (pattern: string) => new RegExp(pattern),
);

/** As VS Code indents a line that follows another. */
function indented(line: string, above: string): number {
  const before = /^ */.exec(above)?.[0].length ?? 0;
  return before + (increases.test(above) ? 2 : 0) - (decreases.test(line) ? 2 : 0);
}

describe('indentation', () => {
  const texts = [...globSync('examples/**/*.cnn'), 'test/golden/fmt/branches.formatted.cnn'];

  it.each(texts.toSorted())('is that of fmt in %s', (file) => {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const wrong = lines.flatMap((line, i) => {
      const wanted = i === 0 ? 0 : indented(line, lines[i - 1]);
      return /^ */.exec(line)?.[0].length === wanted ? [] : [`${i + 1}: ${wanted} before ${line}`];
    });
    expect(wrong).toEqual([]);
  });

  it('sees no opener in a comment or a string', () => {
    for (const line of ['relu # {', 'use "a {"', '# <', 'train { batch 1 }', 'conv 8 (3 + 1) # (', 'x -> 3'])
      expect(increases.test(line)).toBe(false);
    for (const line of ['train {', 'use "a" {  # why', 'concat < # a', '| relu', 'block A(maps,'])
      expect(increases.test(line)).toBe(true);
  });
});

describe('words', () => {
  const words = (text: string) => text.match(new RegExp(configuration.wordPattern, 'g'));

  it('are names, words with hyphens, numbers and whole sizes', () => {
    expect(words('conv-transpose 32 28x28x1 same_1 -> 1.5e-3 65k')).toEqual([
      ...['conv-transpose', '32', '28x28x1', 'same_1', '1.5e-3', '65k'],
    ]);
    expect(words('a-b conv-x x28')).toEqual(['a', 'b', 'conv', 'x', 'x28']);
    for (const word of hyphenatedWords) expect(words(word)).toEqual([word]);
  });
});

describe('pairs', () => {
  it('close `<` behind the layers that have branches, and nowhere else', () => {
    const opens = configuration.autoClosingPairs.map(({ open }: { open: string }) => open);
    const branching = [...layers.values()].filter(({ branches }) => branches).map(({ word }) => `${word} <`);
    expect(opens.toSorted()).toEqual(['"', '(', '{', 'residual identity <', ...branching].toSorted());
  });
});

describe('Enter', () => {
  const { onEnterRules } = configuration;

  interface Rule {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly previousLineText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }

  /** The action of the first rule that fits. */
  function onEnter(before: string, after: string, above: string): Rule['action'] | undefined {
    const fits = (pattern: string | undefined, text: string) =>
      pattern === undefined || new RegExp(pattern).test(text);
    return (onEnterRules as Rule[]).find(
      (rule) =>
        fits(rule.beforeText, before) && fits(rule.afterText, after) && fits(rule.previousLineText, above),
    )?.action;
  }

  it('goes on with a comment in its middle, and with a paragraph of comments', () => {
    expect(onEnter('# one', ' two', '')?.appendText).toBe('# ');
    expect(onEnter('# two', '', '# one')?.appendText).toBe('# ');
    expect(onEnter('# one', '', 'relu')).toBeUndefined();
    expect(onEnter('#', '', '# one')).toBeUndefined();
    expect(onEnter('relu  # why', '', 'relu')).toBeUndefined();
  });

  it('opens braces, parentheses and branches', () => {
    expect(onEnter('train {', '}', '')?.indent).toBe('indentOutdent');
    expect(onEnter('residual <', '> relu', '')?.indent).toBe('indentOutdent');
    expect(onEnter('block A(', ')', '')?.indent).toBe('indentOutdent');
    expect(onEnter('  if x > 3 {', '', '')?.indent).toBe('indent');
    expect(onEnter('conv 8 3x3', '', '')).toBeUndefined();
    expect(onEnter('use "a {', '', '')).toBeUndefined();
  });
});

describe('folding', () => {
  it('has markers in comments', () => {
    const { start, end } = configuration.folding.markers;
    expect(new RegExp(start).test('  # region stem')).toBe(true);
    expect(new RegExp(end).test('# endregion')).toBe(true);
    expect(new RegExp(start).test('# regions')).toBe(false);
  });
});
