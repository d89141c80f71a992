// docs/lints.md lists the lints that there are, as loud as they are, and shows what is so.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { compile, lintCodes } from '../../compiler/index.js';
import { goldenTexts } from '../check/golden-text.js';

const page = readFileSync('docs/lints.md', 'utf8');

/** What the texts of `test/golden/lints/` are told. */
function severitiesOf(code: string): string {
  const told = goldenTexts('lints').flatMap(
    ({ text }) => compile(text, { lints: { show: 'all' } }).diagnostics,
  );
  const found = new Set(told.flatMap((each) => (each.code === code ? [each.severity] : [])));
  return ['warning', 'information'].filter((severity) => found.has(severity as 'warning')).join(' or ');
}

it('has a line for every lint', () => {
  const rows = [...page.matchAll(/^\| (CNN\d+) +\| (.+?) +\| (.+?) +\|$/gm)].map(([, ...cells]) => cells);
  expect(rows).toEqual(lintCodes.map((code) => [code, catalogue[code], severitiesOf(code)]));
});

it('shows a comment that is needed', () => {
  const text = /^```cnn\n([^]*?)^```$/m.exec(page)?.[1] ?? '';
  expect(compile(text, { lints: {} }).diagnostics).toEqual([]);
  expect(compile(text.replace(/#.*/, ''), { lints: {} }).diagnostics.map(({ code }) => code)).toEqual([
    'CNN603',
  ]);
});
