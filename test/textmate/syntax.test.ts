// The assertions in test/textmate/syntax/; the program of vscode-tmgrammar-test runs them too:
//
//   npx vscode-tmgrammar-test -g editors/vscode/syntaxes/cnn.tmLanguage.json 'test/textmate/syntax/*.cnn'

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';

const registry = createRegistry([
  { path: 'editors/vscode/syntaxes/cnn.tmLanguage.json', scopeName: 'source.cnn' },
]);

it.each(globSync('test/textmate/syntax/*.cnn').toSorted())('%s', async (file) => {
  const test = parseGrammarTestCase(readFileSync(file, 'utf8'));
  expect(test.assertions.flatMap(({ scopeAssertions }) => scopeAssertions).length).toBeGreaterThan(15);
  const failures = await runGrammarTestCase(registry, test);
  expect(
    failures.map(({ line, start, end, missing, unexpected, actual }) => {
      const place = `${line + 1}:${start + 1}-${end}`;
      return `${place}: lacks ${missing.join(' ')}, has ${[...unexpected, ...actual].join(' ')}`;
    }),
  ).toEqual([]);
});
