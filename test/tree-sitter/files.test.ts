// The checked-in words and colours of the tree-sitter grammar are those that the tables make, and the parser is
// made with them.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { files } from '../../editors/tree-sitter/files.js';
import { hyphenatedWords, reservedWords } from '../../grammar/tokens.js';

interface Rule {
  readonly type: string;
  readonly value?: unknown;
  readonly content?: Rule;
  readonly members?: readonly Rule[];
}

const { rules } = JSON.parse(readFileSync('editors/tree-sitter/src/grammar.json', 'utf8')) as {
  readonly rules: Readonly<Record<string, Rule>>;
};

/** The words that a rule asks for letter by letter. */
function wordsIn({ type, value, content, members = [] }: Rule): string[] {
  const own = type === 'STRING' && /^[a-z]/.test(String(value)) ? [String(value)] : [];
  return [...own, ...[...members, ...(content ? [content] : [])].flatMap(wordsIn)];
}

it.each(Object.keys(files))('%s is as `npm run tree-sitter` writes it', (path) => {
  expect(readFileSync(path, 'utf8')).toBe(files[path]);
});

it('the parser has the words of the lexer', () => {
  const words = new Set(Object.values(rules).flatMap(wordsIn));
  // A lone `in` stands nowhere: it is reserved for `in.channels`.
  const wanted = [...hyphenatedWords, ...reservedWords.filter((word) => word !== 'in')];
  expect([...words].toSorted()).toEqual(wanted.toSorted());
});

it('a word is coloured behind all that only asks what it is, which else would take its colour in Helix', () => {
  const query = readFileSync('editors/tree-sitter/queries/highlights.scm', 'utf8');
  const colours = [...query.matchAll(/\((?:layer word|call function): \(name\) @(?!_)/g)].map(
    ({ index }) => index,
  );
  expect(Math.min(...colours)).toBeGreaterThan(query.lastIndexOf('@_'));
});

it('the queries name nodes that the parser makes', () => {
  const nodes = JSON.parse(readFileSync('editors/tree-sitter/src/node-types.json', 'utf8')) as {
    type: string;
  }[];
  const known = new Set(nodes.map(({ type }) => type));
  const queries = ['brackets', 'indents', 'outline', 'overrides'].map(
    (name) => `editors/zed/languages/cnn/${name}.scm`,
  );
  const own = ['highlights', 'folds', 'helix/highlights', 'helix/indents'].map(
    (name) => `editors/tree-sitter/queries/${name}.scm`,
  );
  const named = [...queries, ...own].flatMap((path) =>
    [
      ...readFileSync(path, 'utf8')
        .replace(/"[^"]*"/g, '')
        .matchAll(/\(([a-z]\w*)/g),
    ].map(([, node]) => node),
  );
  expect(named.filter((node) => !known.has(node))).toEqual([]);
});
